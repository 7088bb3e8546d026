#pragma once

#include <string>

#include "payment/store/buyer_orders.hpp"
#include "redis/client.hpp"

namespace souk::payment {

// A sorted set of pks for each buyer, in the buyer's partition.
class BuyerIndex final : public BuyerOrders {
 public:
  BuyerIndex(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<void> add(CustomerId, Ulid pk) override;
  awaitable<std::vector<Ulid>> pks_of(CustomerId, std::size_t limit) override;

 private:
  std::string key(const CustomerId&) const;

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::payment
