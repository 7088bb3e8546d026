// The rules about orders (payment.lua) on a real Redis.
#include <gmock/gmock.h>

#include <set>

#include "events/batch.hpp"
#include "payment/consumers/sources.hpp"
#include "payment/store/orders.hpp"
#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::payment {
namespace {

using events::Entry;
using redis::Call;
using redis::Command;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr unsigned partitions = 4;

struct OrderRules : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Orders orders{client, partitions};
  Ulid product = Ulid::next();
  int last_entry = 0;

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    return options;
  }

  awaitable<Order> place(Ulid pk, int units = 2) {
    const contracts::ProductOffer offer{product, contracts::ProductName("lamp"),
                                        contracts::Price(Money::minor(2000)), contracts::Stock(100)};
    co_return co_await orders.place(pk, {product, Units(units)}, offer.name, quote(offer, Units(units), 20));
  }
  awaitable<Order> place() { co_return co_await place(orders.new_pk(product)); }
  awaitable<Order> read(Ulid pk) { co_return (co_await orders.find(pk)).value(); }

  awaitable<void> apply(std::string stream, std::vector<events::Fields> entries) {
    const auto p = partition_of(product, partitions);
    Command claim = Call("payment_claim_partition")
                        .key(redis::key("payment", p, "lease"))
                        .key(redis::key("payment", p, "positions"))
                        .arg("test")
                        .arg(60'000);
    const auto epoch = (co_await client.call(std::move(claim))).array().at(0).integer();
    std::vector<Entry> batch;
    for (auto& fields : entries) batch.push_back({std::to_string(++last_entry) + "-0", std::move(fields)});
    for (const auto& source : sources(Milliseconds(5000))) {
      if (source.stream == stream) co_await client.call(events::make_batch(source, "payment", p, epoch, batch));
    }
  }
  awaitable<void> settle(Ulid pk) { co_await apply("stock_reserved", {{{"pk", pk.text()}}}); }
  awaitable<void> reject(Ulid pk) { co_await apply("stock_rejected", {{{"pk", pk.text()}, {"reason", "sold_out"}}}); }
  awaitable<void> refund(Ulid pk) { co_await apply("refund_order", {{{"pk", pk.text()}, {"reason", "product_deleted"}}}); }

  awaitable<std::int64_t> length(std::string stream) {
    co_return (co_await client.call(Command("XLEN", redis::key("payment", partition_of(product, partitions), stream)))).integer();
  }
};

TEST_F(OrderRules, an_order_is_placed_pending_at_its_price_with_its_event) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    EXPECT_EQ(order.status, Status::pending);
    EXPECT_EQ(order.price, Money::minor(2000));
    EXPECT_EQ(order.fee, Money::minor(400));
    EXPECT_EQ(order.total, Money::minor(2400));
    EXPECT_EQ(order.amount, Money::minor(4800));
    EXPECT_EQ(order.created_at, order.updated_at);
    EXPECT_EQ(co_await length("order_placed"), 1);
  });
}

TEST_F(OrderRules, placing_the_same_order_twice_places_it_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = co_await place();
    const auto again = co_await place(first.pk, 7);
    EXPECT_EQ(again.quantity, first.quantity);
    EXPECT_EQ(again.created_at, first.created_at);
    EXPECT_EQ(co_await length("order_placed"), 1);
    EXPECT_EQ((co_await orders.list(10, {}, {})).orders.size(), 1u);
  });
}

TEST_F(OrderRules, a_settled_order_is_completed_and_tells_so_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await settle(order.pk);
    co_await settle(order.pk);
    const auto now = co_await read(order.pk);
    EXPECT_EQ(now.status, Status::completed);
    EXPECT_EQ(now.reason, std::nullopt);
    EXPECT_EQ(co_await length("order_completed"), 1);
  });
}

TEST_F(OrderRules, a_rejected_order_is_never_completed) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await reject(order.pk);
    co_await settle(order.pk);
    const auto now = co_await read(order.pk);
    EXPECT_EQ(now.status, Status::rejected);
    EXPECT_EQ(now.reason, Reason::sold_out);
    EXPECT_EQ(co_await length("order_completed"), 0);
  });
}

TEST_F(OrderRules, only_a_completed_order_is_refunded_and_stays_so) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await refund(order.pk);
    EXPECT_EQ((co_await read(order.pk)).status, Status::pending);
    co_await settle(order.pk);
    co_await refund(order.pk);
    co_await settle(order.pk);
    co_await reject(order.pk);
    const auto now = co_await read(order.pk);
    EXPECT_EQ(now.status, Status::refunded);
    EXPECT_EQ(now.reason, Reason::product_deleted);
  });
}

TEST_F(OrderRules, orders_are_counted_by_their_status) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pending = co_await place(), completed = co_await place(), refunded = co_await place(), rejected = co_await place();
    co_await apply("stock_reserved", {{{"pk", completed.pk.text()}}, {{"pk", refunded.pk.text()}}});
    co_await refund(refunded.pk);
    co_await reject(rejected.pk);
    const auto counts = co_await orders.count_by_status();
    for (const auto& [status, count] : counts) EXPECT_EQ(count, 1) << static_cast<int>(status);
    EXPECT_EQ(counts.size(), 4u);
  });
}

TEST_F(OrderRules, an_event_of_an_order_that_never_was_is_a_dead_letter) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await settle(orders.new_pk(product));
    EXPECT_EQ(co_await length("stock_reserved:dead"), 1);
  });
}

TEST_F(OrderRules, a_key_stays_bound_to_the_first_order) {
  redis::run(io, [&]() -> awaitable<void> {
    const Bound first{orders.new_pk(product), "one"}, second{orders.new_pk(product), "two"};
    EXPECT_FALSE(co_await orders.recall("key"));
    EXPECT_EQ((co_await orders.remember("key", first)).pk, first.pk);
    const auto again = co_await orders.remember("key", second);
    EXPECT_EQ(again.pk, first.pk);
    EXPECT_EQ(again.fingerprint, "one");
    EXPECT_EQ((co_await orders.recall("key"))->pk, first.pk);
    EXPECT_FALSE(co_await orders.recall("other {1} key"));
  });
}

TEST_F(OrderRules, pages_go_from_the_newest_to_the_oldest_without_gaps_while_more_are_placed) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Ulid> placed;
    for (int i = 0; i < 30; ++i) {
      product = Ulid::next();  // of any partition
      placed.push_back((co_await place()).pk);
    }
    std::vector<Ulid> seen;
    std::optional<Cursor> from;
    do {
      auto page = co_await orders.list(7, {}, from);
      for (const auto& order : page.orders) seen.push_back(order.pk);
      from = std::move(page.next);
      co_await place();  // must not disturb
    } while (from);
    std::ranges::reverse(placed);
    EXPECT_EQ(seen, placed);
  });
}

TEST_F(OrderRules, a_list_by_status_has_all_of_them) {
  redis::run(io, [&]() -> awaitable<void> {
    std::set<Ulid> completed;
    for (int i = 0; i < 12; ++i) {
      const auto order = co_await place();
      if (i % 4 != 0) continue;
      co_await settle(order.pk);
      completed.insert(order.pk);
    }
    std::set<Ulid> seen;
    std::optional<Cursor> from;
    do {
      auto page = co_await orders.list(2, {.status = Status::completed}, from);
      for (const auto& order : page.orders) seen.insert(order.pk);
      from = std::move(page.next);
    } while (from);
    EXPECT_EQ(seen, completed);
  });
}

}  // namespace
}  // namespace souk::payment
