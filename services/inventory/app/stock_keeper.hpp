#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/search/product_index.hpp"
#include "inventory/store/product_store.hpp"
#include "inventory/store/stock_store.hpp"

namespace souk::inventory {

// Changes of the stock by people. Throws Unavailable when the database is down.
class StockKeeper {
 public:
  StockKeeper(StockStore& stock, ProductCopies& copies, ProductIndex& search)
      : stock_(stock), copies_(copies), search_(search) {}

  // With a key, a repeat changes nothing. Refused: as StockStore::adjust.
  awaitable<Outcome<Adjusted>> adjust(Ulid id, StockChange, std::string key, Cause);

 private:
  StockStore& stock_;
  ProductCopies& copies_;
  ProductIndex& search_;
};

}  // namespace souk::inventory
