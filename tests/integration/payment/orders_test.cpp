// The rules about orders (orders.lua, settlement.lua) on a real Redis.
#include <set>

#include "events/dead_letters.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/stored_orders.hpp"

namespace souk::payment {
namespace {

using redis::Command;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct OrderRules : StoredOrders {
  awaitable<Order> place(Ulid pk, int units = 2) { co_return (co_await orders.place(wanted(pk, units), {}, {})).order; }
  awaitable<Order> place() { co_return co_await place(new_pk()); }
  awaitable<Order> read(Ulid pk) { co_return (co_await orders.find(pk)).value(); }

  awaitable<void> apply(std::string position, std::vector<events::Fields> entries) {
    return StoredOrders::apply(partition_of(product, partitions), std::move(position), std::move(entries));
  }
  awaitable<events::RetryCount> retry(std::string stream) {
    return events::retry_all_dead_letters(client, "payment", partitions, source(stream));
  }
  static std::string steps(const Order& order) {
    std::string steps;
    for (const auto& step : order.timeline) {
      if (!steps.empty()) steps += ' ';
      steps += describe::Scalar<Step>::text(step.step);
    }
    return steps;
  }
  awaitable<void> note(Ulid pk) { co_await apply("stock_reserved:noted", {{{"pk", pk.text()}}}); }
  awaitable<void> settle(Ulid pk) { co_await apply("stock_reserved", {{{"pk", pk.text()}}}); }
  awaitable<void> reject(Ulid pk) { co_await apply("stock_rejected", {{{"pk", pk.text()}, {"reason", "sold_out"}}}); }
  awaitable<void> refund(Ulid pk) {
    co_await apply("refund_order", {{{"pk", pk.text()}, {"reason", "product_deleted"}}});
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
    EXPECT_EQ((co_await list.page(10, {}, {})).orders.size(), 1u);
  });
}

TEST_F(OrderRules, a_settled_order_is_completed_and_announced_once) {
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

TEST_F(OrderRules, an_order_has_each_step_with_its_time) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    EXPECT_EQ(steps(order), "placed");
    EXPECT_EQ(order.timeline.front().at, order.created_at);
    co_await note(order.pk);
    const auto reserved = co_await read(order.pk);
    EXPECT_EQ(reserved.status, Status::pending);
    EXPECT_EQ(steps(reserved), "placed stock_reserved");
    EXPECT_EQ(reserved.updated_at, order.updated_at);
    co_await redis::sleep(Milliseconds(3));
    co_await settle(order.pk);
    const auto completed = co_await read(order.pk);
    EXPECT_EQ(steps(completed), "placed stock_reserved completed");
    EXPECT_EQ(completed.timeline.at(1), reserved.timeline.at(1));
    EXPECT_GT(completed.timeline.at(2).at, completed.timeline.at(1).at);
    co_await refund(order.pk);
    const auto refunded = co_await read(order.pk);
    EXPECT_EQ(steps(refunded), "placed stock_reserved completed refunded");
    EXPECT_EQ(refunded.timeline.at(2), completed.timeline.at(2));
    EXPECT_EQ(refunded.updated_at, refunded.timeline.back().at);
  });
}

TEST_F(OrderRules, a_reservation_is_noted_once_and_only_on_a_pending_order) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await note(order.pk);
    const auto first = co_await read(order.pk);
    co_await redis::sleep(Milliseconds(3));
    co_await note(order.pk);
    EXPECT_EQ((co_await read(order.pk)).timeline, first.timeline);
    co_await settle(order.pk);
    const auto completed = co_await read(order.pk);
    co_await note(order.pk);
    EXPECT_EQ((co_await read(order.pk)).timeline, completed.timeline);
  });
}

TEST_F(OrderRules, an_order_settled_before_its_reservation_was_noted_has_both_steps) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await settle(order.pk);
    co_await note(order.pk);
    EXPECT_EQ(steps(co_await read(order.pk)), "placed stock_reserved completed");
  });
}

TEST_F(OrderRules, a_rejected_order_was_never_reserved) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await place();
    co_await reject(order.pk);
    co_await note(order.pk);
    EXPECT_EQ(steps(co_await read(order.pk)), "placed rejected");
  });
}

TEST_F(OrderRules, a_reservation_of_an_unknown_order_writes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    co_await note(pk);
    EXPECT_EQ((co_await orders.find(pk)).error().code, order_not_found);
    EXPECT_EQ(co_await length("stock_reserved:dead"), 0);
  });
}

TEST_F(OrderRules, a_dead_letter_whose_order_exists_now_is_settled_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    co_await settle(pk);
    EXPECT_EQ((co_await retry("stock_reserved")).failed, 1);
    co_await place(pk);
    EXPECT_EQ((co_await retry("stock_reserved")).retried, 1);
    EXPECT_EQ(steps(co_await read(pk)), "placed stock_reserved completed");
    EXPECT_EQ((co_await retry("stock_reserved")).retried, 0);
    EXPECT_EQ(co_await length("order_completed"), 1);
    EXPECT_EQ(co_await length("stock_reserved:dead"), 0);
  });
}

TEST_F(OrderRules, a_dead_letter_keeps_the_reason_of_a_rejection) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    co_await reject(pk);
    co_await place(pk);
    EXPECT_EQ((co_await retry("stock_rejected")).retried, 1);
    EXPECT_EQ((co_await read(pk)).reason, Reason::sold_out);
  });
}

TEST_F(OrderRules, orders_are_counted_by_their_status) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pending = co_await place(), completed = co_await place(), refunded = co_await place(),
               rejected = co_await place();
    co_await apply("stock_reserved", {{{"pk", completed.pk.text()}}, {{"pk", refunded.pk.text()}}});
    co_await refund(refunded.pk);
    co_await reject(rejected.pk);
    co_await orders.abandon(unpriced(new_pk()));
    const auto counts = co_await orders.count_by_status();
    for (const auto& [status, count] : counts) EXPECT_EQ(count, 1) << static_cast<int>(status);
    EXPECT_EQ(counts.size(), 5u);
  });
}

TEST_F(OrderRules, a_batch_without_a_decodable_entry_moves_each_position) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto* position : {"stock_reserved:noted", "stock_reserved", "stock_rejected", "refund_order"}) {
      co_await apply(position, {{{"pk", "no id"}}});
      auto read = co_await client.call(Command("HGET", key("positions"), std::string(position) + ":read"));
      EXPECT_EQ(read.integer(), std::string_view(position).ends_with("noted") ? 0 : 1) << position;
    }
    EXPECT_EQ(co_await length("stock_reserved:dead"), 1);
  });
}

TEST_F(OrderRules, an_event_of_an_unknown_order_becomes_a_dead_letter) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await settle(new_pk());
    EXPECT_EQ(co_await length("stock_reserved:dead"), 1);
  });
}

TEST_F(OrderRules, a_key_stays_bound_to_the_first_order) {
  redis::run(io, [&]() -> awaitable<void> {
    const Bound first{new_pk(), "one"}, second{new_pk(), "two"};
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
      auto page = co_await list.page(7, {}, from);
      for (const auto& order : page.orders) seen.push_back(order.pk);
      from = std::move(page.next);
      co_await place();  // must not change the pages
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
      auto page = co_await list.page(2, {.status = Status::completed}, from);
      for (const auto& order : page.orders) seen.insert(order.pk);
      from = std::move(page.next);
    } while (from);
    EXPECT_EQ(seen, completed);
  });
}

TEST_F(OrderRules, a_list_of_a_product_or_of_a_time_has_exactly_its_orders) {
  redis::run(io, [&]() -> awaitable<void> {
    const Ulid first = product;
    std::vector<Order> placed;
    for (int i = 0; i < 40; ++i) {
      product = i % 3 == 0 ? first : Ulid::next();
      placed.push_back(co_await place());
      co_await redis::sleep(Milliseconds(1));
    }
    product = first;
    std::ranges::reverse(placed);  // newest first
    const auto from = placed.at(30).created_at, to = placed.at(9).created_at;
    for (const auto& filter :
         std::vector<OrderFilter>{{.product_id = first},
                                  {.from = from},
                                  {.to = to},
                                  {.from = from, .to = to},
                                  {.from = to, .to = from},
                                  {.status = Status::pending, .product_id = first, .from = from, .to = to},
                                  {.to = placed.back().created_at},
                                  {.to = placed.front().created_at + Milliseconds(1)}}) {
      std::vector<Ulid> expected, seen;
      for (const auto& order : placed) {
        if (filter.passes(order)) expected.push_back(order.pk);
      }
      std::optional<Cursor> cursor;
      do {
        auto page = co_await list.page(3, filter, cursor);
        EXPECT_LE(page.orders.size(), 3u);
        for (const auto& order : page.orders) seen.push_back(order.pk);
        cursor = std::move(page.next);
      } while (cursor);
      EXPECT_EQ(seen, expected);
    }
  });
}

}  // namespace
}  // namespace souk::payment
