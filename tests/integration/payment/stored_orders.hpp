// Orders on a real Redis that belongs to the test.
#pragma once

#include <gmock/gmock.h>

#include "applying.hpp"
#include "events/batch.hpp"
#include "open_partitions.hpp"
#include "payment/consumers/sources.hpp"
#include "payment/store/order_list.hpp"
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
  OrderList list{client, partitions};
  Ulid product = Ulid::next();
  testing::Applying applying{client, "payment"};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("payment", partitions);
    return options;
  }

  // A line of lamps at 20.00, with a fee of 20 percent.
  static Line lamps(Ulid id, int units) {
    const contracts::ProductOffer offer{id, contracts::ProductName("lamp"), contracts::Price(Money::minor(2000)),
                                        contracts::Stock(100)};
    return new_line({id, Units(units)}, &offer, 20);
  }
  OrderRecord wanted(Ulid pk, int units = 2) const { return {.pk = pk, .lines = {lamps(product, units)}}; }
  // Of a product that is unknown.
  OrderRecord unpriced(Ulid pk, int units = 2) const {
    return {.pk = pk, .lines = {new_line({product, Units(units)}, nullptr, 20)}};
  }
  // For an order of the product.
  Ulid new_pk() const { return orders.new_pk({{product, Units(1)}}); }

  static events::Source source(std::string_view position) {
    for (auto& source : sources(partitions, Milliseconds(5000))) {
      if (source.position_name() == position) return source;
    }
    throw std::logic_error("payment does not read " + std::string(position));
  }
  // Applies entries as the consumer of the partition does, at the position of this name.
  awaitable<void> apply(Partition p, std::string position, std::vector<events::Fields> entries) {
    co_await applying.apply(source(position), p, std::move(entries));
  }

  // In the product's partition.
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
