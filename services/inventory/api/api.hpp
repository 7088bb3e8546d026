#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "inventory/api/list_query.hpp"
#include "inventory/app/product_finder.hpp"
#include "inventory/app/product_writer.hpp"
#include "inventory/domain/product_ids.hpp"
#include "inventory/store/product_cache.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

struct WatchQuery {
  ProductIds ids;
};
BOOST_DESCRIBE_STRUCT(WatchQuery, (), (ids))

struct BatchQuery {
  std::optional<bool> dry_run;
  std::optional<LedgerReason> reason;  // for the ledger

  Mode mode() const { return dry_run.value_or(false) ? Mode::preview : Mode::write; }
};
BOOST_DESCRIBE_STRUCT(BatchQuery, (), (dry_run, reason))

struct ProductDeleted {
  Ulid id;
};
BOOST_DESCRIBE_STRUCT(ProductDeleted, (), (id))

// REST over products.
class Api {
 public:
  // `check_admin`: passes the admin's requests.
  Api(ProductFinder& finder, ProductWriter& writer, ProductCache& cache, rest::Check check_admin)
      : finder_(finder), writer_(writer), cache_(cache), check_admin_(std::move(check_admin)) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> create_product(const http::Request&);
  awaitable<http::Response> list_products(const http::Request&);
  awaitable<http::Response> suggest(const http::Request&);
  awaitable<http::Response> write_products(const http::Request&);
  awaitable<http::Response> get_product(const http::Request&);
  awaitable<http::Response> edit_product(const http::Request&);
  awaitable<http::Response> delete_product(const http::Request&);
  // In live.cpp.
  awaitable<http::Response> watch_products(const http::Request&);
  awaitable<void> send_changes(http::EventStream&, std::vector<Ulid> ids, Drafts);
  awaitable<Drafts> drafts_for(const http::Request&);  // only the admin sees them

  ProductFinder& finder_;
  ProductWriter& writer_;
  ProductCache& cache_;
  rest::Check check_admin_;
};

}  // namespace souk::inventory
