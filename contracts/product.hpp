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

}  // namespace souk::contracts
