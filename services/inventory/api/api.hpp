#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "http/router.hpp"
#include "inventory/api/list_query.hpp"
#include "inventory/app/product_batch.hpp"
#include "inventory/domain/product_ids.hpp"
#include "inventory/search/product_search.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

struct WatchQuery {
  ProductIds ids;
};
BOOST_DESCRIBE_STRUCT(WatchQuery, (), (ids))

struct BatchQuery {
  std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(BatchQuery, (), (dry_run))

struct ProductDeleted {
  Ulid id;
};
BOOST_DESCRIBE_STRUCT(ProductDeleted, (), (id))

// REST over products.
class Api {
 public:
  Api(Products& products, ProductCache& cache, ProductSearch& search)
      : products_(products), cache_(cache), search_(search), batch_(products, search) {}

  void add_routes(http::Router&);

 private:
  struct Listed {
    std::vector<Product> products;
    std::size_t total;
    std::string next;  // the cursor of the next page; empty: this is the last one
  };
  awaitable<Outcome<Listed>> list(ListQuery);
  awaitable<Outcome<Listed>> search(ListQuery);
  void changed(const Ulid& id);
  void changed(const BatchResults&);

  awaitable<http::Response> create_product(const http::Request&);
  awaitable<http::Response> list_products(const http::Request&);
  awaitable<http::Response> write_products(const http::Request&);
  awaitable<http::Response> get_product(const http::Request&);
  awaitable<http::Response> edit_product(const http::Request&);
  awaitable<http::Response> delete_product(const http::Request&);
  // In live.cpp.
  awaitable<http::Response> watch_products(const http::Request&);
  awaitable<void> tell_changes(http::EventStream&, std::vector<Ulid> ids);

  Products& products_;
  ProductCache& cache_;
  ProductSearch& search_;
  ProductBatch batch_;
};

}  // namespace souk::inventory
