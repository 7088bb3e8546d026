#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "inventory/app/stock_keeper.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/stock_ledgers.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

struct LedgerQuery {
  std::optional<describe::Integer<1, 1000>> limit;
};
BOOST_DESCRIBE_STRUCT(LedgerQuery, (), (limit))

// The stock of a product for the store's owner: its changes, their ledger, and its sale as it goes.
class StockApi {
 public:
  StockApi(StockKeeper& keeper, StockLedgers& ledgers, ProductCache& cache)
      : keeper_(keeper), ledgers_(ledgers), cache_(cache) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> adjust_stock(const http::Request&);
  awaitable<http::Response> show_ledger(const http::Request&);
  awaitable<http::Response> watch_sale(const http::Request&);
  awaitable<void> send_figures(http::EventStream&, Ulid id);

  StockKeeper& keeper_;
  StockLedgers& ledgers_;
  ProductCache& cache_;
};

}  // namespace souk::inventory
