// Orders on a real Redis of the test's own.
#pragma once

#include <gmock/gmock.h>

#include "payment/store/orders.hpp"
#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::payment {

struct StoredOrders : ::testing::Test {
  static constexpr unsigned partitions = 4;

  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Orders orders{client, partitions};
  Ulid product = Ulid::next();

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    return options;
  }

  // Of lamps at 20.00, with a fee of 20 percent.
  OrderRecord wanted(Ulid pk, int units = 2) const {
    return new_order(
        pk, Units(units),
        {product, contracts::ProductName("lamp"), contracts::Price(Money::minor(2000)), contracts::Stock(100)}, 20);
  }

  // Of the product's partition.
  std::string key(std::string kind) const {
    return redis::key("payment", partition_of(product, partitions), std::move(kind));
  }
  awaitable<std::int64_t> length(std::string stream) {
    co_return (co_await client.call(redis::Command("XLEN", key(std::move(stream))))).integer();
  }
  awaitable<std::int64_t> listed() {
    co_return (co_await client.call(redis::Command("LLEN", key("orders")))).integer();
  }
};

}  // namespace souk::payment
