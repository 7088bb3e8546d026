#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <string>

#include "base/partition.hpp"
#include "inventory/store/stock_store.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

// The stock of products in Redis and what was done to it (stock_ledger.lua).
class StockLedgers final : public StockStore {
 public:
  StockLedgers(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<Outcome<Adjusted>> adjust(Ulid id, StockChange, std::string key, Cause) override;
  // The newest `most` entries; whether it is balanced is decided with all. Refused: product_not_found.
  awaitable<Outcome<StockLedger>> read(Ulid id, std::size_t most);

 private:
  std::string key(const Ulid& id, std::string_view kind) const;

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::inventory
