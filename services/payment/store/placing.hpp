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

// Places orders. Those of a partition that come in the same turn of the event loop share one call: under load one
// transaction in the append-only file, and one reply, then serves many. A call has its effect as a whole or not at all.
class Placing {
 public:
  static constexpr std::size_t most = 64;  // orders in a call

  Placing(redis::Client& redis, unsigned partitions) : redis_(redis), open_(partitions) {}

  // When it was placed; nothing if the pk has an order already, which is left as it is. Throws Unavailable: it may have
  // been placed.
  awaitable<std::optional<Timestamp>> place(const OrderRecord&);

 private:
  struct Batch;
  awaitable<void> send(Partition, std::shared_ptr<Batch>);

  redis::Client& redis_;
  std::vector<std::shared_ptr<Batch>> open_;  // of each partition: the one that still gathers
};

}  // namespace souk::payment
