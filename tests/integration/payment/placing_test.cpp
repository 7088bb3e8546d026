// Orders that are placed at once share calls, and each is told its own fate.
#include "payment/store/placing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "payment/store/orders.hpp"
#include "redis/running.hpp"

namespace souk::payment {
namespace {

constexpr unsigned partitions = 4;

struct PlacingTogether : ::testing::Test {
  testing::RedisServer server;
  int calls = 0;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Placing placing{client, partitions};

  struct Fate {
    bool told = false;
    std::optional<Timestamp> placed_at;
    std::string failure;
  };

  redis::Options options() {
    auto options = redis::options_for(server);
    options.deadline = Milliseconds(500);
    options.library = library();
    options.observe = [this](std::string_view command, auto, bool) { calls += command == "place_orders"; };
    return options;
  }

  static Ulid pk_in(Partition p) { return in_partition(Ulid::next(), p, partitions); }
  static std::vector<Ulid> several(std::size_t count, Partition p) {
    std::vector<Ulid> pks(count);
    std::ranges::generate(pks, [&] { return pk_in(p); });
    return pks;
  }

  awaitable<void> place(Ulid pk, Fate& fate) {
    try {
      const contracts::ProductOffer offer{Ulid(), contracts::ProductName("lamp"), {}, {}};
      const auto order = new_order(pk, Units(1), offer, 20);
      fate.placed_at = co_await placing.place(order);
    } catch (const Unavailable& away) {
      fate.failure = away.what();
    }
    fate.told = true;
  }

  void begin(Ulid pk, Fate& fate) {
    boost::asio::co_spawn(io, place(pk, fate), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }

  // All in one turn of the event loop.
  awaitable<std::vector<Fate>> place(std::vector<Ulid> pks) {
    std::vector<Fate> fates(pks.size());
    for (std::size_t i = 0; i < pks.size(); ++i) begin(pks[i], fates[i]);
    EXPECT_TRUE(co_await redis::becomes_true([&] { return std::ranges::all_of(fates, &Fate::told); }));
    co_return fates;
  }
};

TEST_F(PlacingTogether, orders_of_one_partition_share_a_call) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto& fate : co_await place(several(10, 1))) EXPECT_TRUE(fate.placed_at);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 10);
    EXPECT_EQ((co_await client.call(redis::Command("LLEN", "payment:{1}:orders"))).integer(), 10);
  });
}

TEST_F(PlacingTogether, a_call_has_its_limit_and_each_partition_its_own) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto& fate : co_await place(several(Placing::most, 1))) EXPECT_TRUE(fate.placed_at);
    EXPECT_EQ(calls, 1);
    for (const auto& fate : co_await place(several(Placing::most + 1, 1))) EXPECT_TRUE(fate.placed_at);
    EXPECT_EQ(calls, 3);
    co_await place({pk_in(0), pk_in(2), pk_in(0)});
    EXPECT_EQ(calls, 5);
  });
}

TEST_F(PlacingTogether, what_comes_while_a_call_is_under_way_is_placed_by_the_next) {
  redis::run(io, [&]() -> awaitable<void> {
    server.pause();
    Fate first, second;
    begin(pk_in(1), first);
    co_await redis::sleep(Milliseconds(20));
    begin(pk_in(1), second);
    co_await redis::sleep(Milliseconds(20));
    server.resume();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return first.told && second.told; }));
    EXPECT_TRUE(first.placed_at && second.placed_at);
    EXPECT_EQ(calls, 2);
  });
}

TEST_F(PlacingTogether, one_that_comes_twice_at_once_is_placed_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = pk_in(1);
    const auto fates = co_await place({pk, pk_in(1), pk});
    EXPECT_TRUE(fates[0].placed_at);
    EXPECT_TRUE(fates[1].placed_at);
    EXPECT_FALSE(fates[2].placed_at);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 2);
  });
}

TEST_F(PlacingTogether, one_that_exists_is_left_as_it_is_and_does_not_keep_the_others) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto known = pk_in(1);
    co_await place({known});
    const auto fates = co_await place({pk_in(1), known, pk_in(1), known});
    EXPECT_TRUE(fates[0].placed_at);
    EXPECT_FALSE(fates[1].placed_at);
    EXPECT_TRUE(fates[2].placed_at);
    EXPECT_FALSE(fates[3].placed_at);
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", "payment:{1}:order_placed"))).integer(), 3);
  });
}

TEST_F(PlacingTogether, all_of_a_call_that_fails_are_told) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place({pk_in(1)});
    server.pause();
    for (const auto& fate : co_await place(several(3, 1))) EXPECT_NE(fate.failure, "");
    server.resume();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return client.connected(); }));
    EXPECT_TRUE((co_await place({pk_in(1)})).front().placed_at);
  });
}

}  // namespace
}  // namespace souk::payment
