// The fields of a product that payment needs: a part of inventory's answer to GET /products/{id}.
#pragma once

#include "contracts/events.hpp"

namespace souk::contracts {

struct ProductOffer {
  Ulid id;
  ProductName name;
  Price price;
  Stock available;
  std::optional<SaleState> state = {};  // nothing: active
  std::optional<Timestamp> sale_starts_at = {}, sale_ends_at = {};
  std::optional<Units> limit_per_order = {}, limit_per_customer = {};
};
BOOST_DESCRIBE_STRUCT(ProductOffer, (),
                      (id, name, price, available, state, sale_starts_at, sale_ends_at, limit_per_order,
                       limit_per_customer))

// The shop's fee on a price, for one unit. What the buyer pays is both.
inline Money fee_of(Money price, unsigned percent) {
  return price.percent(percent);
}

}  // namespace souk::contracts
