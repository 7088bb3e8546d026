#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/domain/batch.hpp"
#include "inventory/search/product_search.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

// Writes many products: finds the one that each item is for, decides what to do, does it. A preview goes the same way
// and writes nothing.
class ProductBatch {
 public:
  ProductBatch(Products& products, ProductSearch& search) : products_(products), search_(search) {}

  // Refused: unavailable, while not all products are known. Throws Unavailable.
  awaitable<Outcome<BatchResults>> write(std::vector<BatchItem>, Mode);

 private:
  Products& products_;
  ProductSearch& search_;
};

}  // namespace souk::inventory
