#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/router.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

// REST over products.
class Api {
 public:
  explicit Api(Products& products) : products_(products) {}

  void add_routes(http::Router&);

 private:
  awaitable<http::Response> create_product(http::Request);
  awaitable<http::Response> list_products(http::Request);
  awaitable<http::Response> get_product(http::Request);
  awaitable<http::Response> edit_product(http::Request);
  awaitable<http::Response> delete_product(http::Request);

  Products& products_;
};

}  // namespace souk::inventory
