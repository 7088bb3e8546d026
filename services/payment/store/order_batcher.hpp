#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "base/partition.hpp"
#include "payment/domain/order.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Places orders of one line without a customer. Orders of a partition that arrive in the same turn of the event loop
// share one call. Under load many orders then share one transaction in the append-only file and one reply. A call
// succeeds or fails as a whole.
class OrderBatcher {
 public:
  static constexpr std::size_t most = 64;  // orders in a call

  OrderBatcher(redis::Client& redis, unsigned partitions) : redis_(redis), open_(partitions) {}

  // Returns the time of placing, or nothing if the pk has an order already, which stays unchanged. Throws Unavailable;
  // the order may have been placed.
  awaitable<std::optional<Timestamp>> place(const OrderRecord&);

 private:
  struct Batch;
  awaitable<void> send(Partition, std::shared_ptr<Batch>);

  redis::Client& redis_;
  std::vector<std::shared_ptr<Batch>> open_;  // the open batch of each partition
};

}  // namespace souk::payment
