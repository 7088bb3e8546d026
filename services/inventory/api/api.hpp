#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "http/router.hpp"
#include "inventory/domain/product_ids.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

struct WatchQuery {
  ProductIds ids;
};
BOOST_DESCRIBE_STRUCT(WatchQuery, (), (ids))

struct ProductDeleted {
  Ulid id;
};
BOOST_DESCRIBE_STRUCT(ProductDeleted, (), (id))

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
  // In live.cpp.
  awaitable<http::Response> watch_products(http::Request);
  awaitable<void> tell_changes(http::EventStream&, std::vector<Ulid> ids);

  Products& products_;
  ProductCache& cache_;
};

}  // namespace souk::inventory
