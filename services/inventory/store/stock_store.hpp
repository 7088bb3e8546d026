// What the use cases need of the stock and its ledger. Implemented by StockLedgers (on Redis) and in memory in unit
// tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "base/refusal.hpp"
#include "inventory/domain/stock_ledger.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

struct Adjusted {
  Product product;  // as it is now
  bool replayed;    // the key was used before, so nothing was changed
};

// Every member throws Unavailable when the database is down. A change may have had its effect.
class StockStore {
 public:
  virtual ~StockStore() = default;

  // An empty key: none. Refused: product_not_found, stock_reserved (less would be left than orders hold),
  // idempotency_key_reused, validation_failed at {"add"} (more than any stock can be).
  virtual awaitable<Outcome<Adjusted>> adjust(Ulid id, StockChange, std::string key, Cause) = 0;
};

}  // namespace souk::inventory
