#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/router.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

// REST over products.
class Api {
 public:
  Api(Products& products, ProductCache& cache) : products_(products), cache_(cache) {}

  void add_routes(http::Router&);

 private:
  awaitable<http::Response> create_product(http::Request);
  awaitable<http::Response> list_products(http::Request);
  awaitable<http::Response> get_product(http::Request);
  awaitable<http::Response> edit_product(http::Request);
  awaitable<http::Response> delete_product(http::Request);

  Products& products_;
  ProductCache& cache_;
};

}  // namespace souk::inventory
