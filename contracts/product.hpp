// The fields of a product that payment needs: a part of inventory's answer to GET /products/{id}.
#pragma once

#include "contracts/events.hpp"

namespace souk::contracts {

struct ProductOffer {
  Ulid id;
  ProductName name;
  Price price;
  Stock available;
};
BOOST_DESCRIBE_STRUCT(ProductOffer, (), (id, name, price, available))

// The shop's fee on a price, for one unit. What the buyer pays is both.
inline Money fee_of(Money price, unsigned percent) {
  return price.percent(percent);
}

}  // namespace souk::contracts
