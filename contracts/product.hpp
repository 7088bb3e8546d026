// What payment needs to know of a product; a part of what inventory answers to GET /products/{id}.
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
