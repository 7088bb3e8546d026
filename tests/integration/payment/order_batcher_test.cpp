// Orders placed at the same time share calls, and each gets its own result.
#include "payment/store/order_batcher.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "open_partitions.hpp"
#include "payment/store/orders.hpp"
#include "redis/running.hpp"

namespace souk::payment {
namespace {

constexpr unsigned partitions = 4;

struct BatchedOrders : ::testing::Test {
  testing::RedisServer server;
  int calls = 0;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  OrderBatcher batcher{client, partitions};

  struct Result {
    bool is_known = false;
    std::optional<Timestamp> placed_at;
    std::string failure;
  };

  redis::Options options() {
    auto options = redis::options_for(server);
    options.deadline = Milliseconds(500);
    options.library = library();
    options.demands = testing::opening("payment", partitions);
    options.observe = [this](std::string_view command, auto, bool) { calls += command == "place_orders"; };
    return options;
  }

  static Ulid pk_in(Partition p) { return in_partition(Ulid::next(), p, partitions); }
  static std::vector<Ulid> several(std::size_t count, Partition p) {
    std::vector<Ulid> pks(count);
    std::ranges::generate(pks, [&] { return pk_in(p); });
    return pks;
  }

  awaitable<void> place(Ulid pk, Result& result) {
    try {
      const contracts::ProductOffer offer{Ulid(), contracts::ProductName("lamp"), {}, {}};
      const OrderRecord order{.pk = pk, .lines = {new_line({offer.id, Units(1)}, &offer, 20)}};
      result.placed_at = co_await batcher.place(order);
    } catch (const Unavailable& away) {
      result.failure = away.what();
    }
    result.is_known = true;
  }

  void begin(Ulid pk, Result& result) {
    boost::asio::co_spawn(io, place(pk, result), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }

  // Places all in one turn of the event loop.
  awaitable<std::vector<Result>> place(std::vector<Ulid> pks) {
    std::vector<Result> results(pks.size());
    for (std::size_t i = 0; i < pks.size(); ++i) begin(pks[i], results[i]);
    EXPECT_TRUE(co_await redis::becomes_true([&] { return std::ranges::all_of(results, &Result::is_known); }));
    co_return results;
  }
};

TEST_F(BatchedOrders, orders_of_one_partition_share_a_call) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto& result : co_await place(several(10, 1))) EXPECT_TRUE(result.placed_at);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 10);
    EXPECT_EQ((co_await client.call(redis::Command("LLEN", "payment:{1}:orders"))).integer(), 10);
  });
}

TEST_F(BatchedOrders, a_call_has_its_limit_and_each_partition_its_own) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto& result : co_await place(several(OrderBatcher::most, 1))) EXPECT_TRUE(result.placed_at);
    EXPECT_EQ(calls, 1);
    for (const auto& result : co_await place(several(OrderBatcher::most + 1, 1))) EXPECT_TRUE(result.placed_at);
    EXPECT_EQ(calls, 3);
    co_await place({pk_in(0), pk_in(2), pk_in(0)});
    EXPECT_EQ(calls, 5);
  });
}

TEST_F(BatchedOrders, orders_that_arrive_during_a_call_are_placed_by_the_next_call) {
  redis::run(io, [&]() -> awaitable<void> {
    server.pause();
    Result first, second;
    begin(pk_in(1), first);
    co_await redis::sleep(Milliseconds(20));
    begin(pk_in(1), second);
    co_await redis::sleep(Milliseconds(20));
    server.resume();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return first.is_known && second.is_known; }));
    EXPECT_TRUE(first.placed_at && second.placed_at);
    EXPECT_EQ(calls, 2);
  });
}

TEST_F(BatchedOrders, an_order_sent_twice_at_once_is_placed_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = pk_in(1);
    const auto results = co_await place({pk, pk_in(1), pk});
    EXPECT_TRUE(results[0].placed_at);
    EXPECT_TRUE(results[1].placed_at);
    EXPECT_FALSE(results[2].placed_at);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 2);
  });
}

TEST_F(BatchedOrders, an_existing_order_stays_unchanged_and_does_not_stop_the_others) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto known = pk_in(1);
    co_await place({known});
    const auto results = co_await place({pk_in(1), known, pk_in(1), known});
    EXPECT_TRUE(results[0].placed_at);
    EXPECT_FALSE(results[1].placed_at);
    EXPECT_TRUE(results[2].placed_at);
    EXPECT_FALSE(results[3].placed_at);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 3);
  });
}

TEST_F(BatchedOrders, every_order_of_a_failed_call_fails) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place({pk_in(1)});
    server.pause();
    for (const auto& result : co_await place(several(3, 1))) EXPECT_NE(result.failure, "");
    server.resume();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return client.connected(); }));
    EXPECT_TRUE((co_await place({pk_in(1)})).front().placed_at);
  });
}

}  // namespace
}  // namespace souk::payment
