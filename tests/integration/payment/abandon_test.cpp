// Abandoned orders, on a real Redis: the first request under a pk decides.
#include <algorithm>

#include "payment/store/live_orders.hpp"
#include "payment/stored_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;

using Abandoning = StoredOrders;

std::vector<Step> steps(const Order& order) {
  std::vector<Step> steps;
  for (const auto& step : order.timeline) steps.push_back(step.step);
  return steps;
}

TEST_F(Abandoning, a_pk_without_an_order_is_cancelled_and_reserves_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    const auto order = co_await orders.abandon(wanted(pk));
    EXPECT_EQ(order.status, Status::cancelled);
    EXPECT_EQ(order.reason, Reason::cancelled_by_buyer);
    EXPECT_EQ(order.amount, Money::minor(4800));
    EXPECT_EQ(order.created_at, order.updated_at);
    EXPECT_NE(order.created_at, Timestamp());
    EXPECT_THAT(steps(order), ElementsAre(Step::placed, Step::cancelled));
    EXPECT_EQ(co_await length("order_placed"), 0);
  });
}

TEST_F(Abandoning, a_late_order_finds_it_cancelled_and_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    const auto abandoned = co_await orders.abandon(wanted(pk));
    const auto placed = co_await orders.place(wanted(pk), {}, {});
    EXPECT_TRUE(placed.replayed);
    EXPECT_EQ(describe::to_json(placed.order), describe::to_json(abandoned));
    EXPECT_EQ(co_await length("order_placed"), 0);
    EXPECT_EQ(co_await listed(), 1);
  });
}

TEST_F(Abandoning, an_order_that_came_first_is_returned_unchanged) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto placed = co_await orders.place(wanted(new_pk()), {}, {});
    EXPECT_FALSE(placed.replayed);
    const auto abandoned = co_await orders.abandon(wanted(placed.order.pk));
    EXPECT_EQ(describe::to_json(abandoned), describe::to_json(placed.order));
    EXPECT_EQ(co_await length("order_placed"), 1);
    EXPECT_EQ(co_await listed(), 1);
  });
}

TEST_F(Abandoning, a_repeat_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto pk = new_pk();
    const auto first = co_await orders.abandon(wanted(pk));
    const auto again = co_await orders.abandon(unpriced(pk));
    EXPECT_EQ(describe::to_json(again), describe::to_json(first));
    EXPECT_EQ((co_await orders.count_by_status()).at(Status::cancelled), 1);
    EXPECT_EQ(co_await listed(), 1);
  });
}

TEST_F(Abandoning, both_calls_in_any_order_leave_one_order_with_its_event_or_none) {
  redis::run(io, [&]() -> awaitable<void> {
    std::string calls = "AAAPPP";
    do {
      const auto pk = new_pk();
      const auto announced = co_await length("order_placed"), before = co_await listed();
      std::vector<Status> seen;
      for (const char call : calls) {
        seen.push_back(call == 'P' ? (co_await orders.place(wanted(pk), {}, {})).order.status
                                   : (co_await orders.abandon(wanted(pk))).status);
      }
      const bool placed = calls.front() == 'P';
      EXPECT_THAT(seen, ::testing::Each(placed ? Status::pending : Status::cancelled));
      EXPECT_EQ(co_await length("order_placed") - announced, placed ? 1 : 0);
      EXPECT_EQ(co_await listed() - before, 1);
    } while (std::ranges::next_permutation(calls).found);
  });
}

TEST_F(Abandoning, unknown_fields_of_the_product_are_absent) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto order = co_await orders.abandon(unpriced(new_pk()));
    EXPECT_EQ(order.status, Status::cancelled);
    EXPECT_EQ(order.product_id, product);
    EXPECT_EQ(order.product_name, std::nullopt);
    EXPECT_EQ(order.price, std::nullopt);
    EXPECT_EQ(order.amount, std::nullopt);
    EXPECT_TRUE(describe::to_json(order).contains(R"("price":null,"fee":null,"total":null,"quantity":2)"));
  });
}

TEST_F(Abandoning, cancelled_orders_are_counted_and_listed) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(wanted(new_pk()), {}, {});
    const auto order = co_await orders.abandon(wanted(new_pk()));
    auto counts = co_await orders.count_by_status();
    EXPECT_EQ(counts.at(Status::pending), 1);
    EXPECT_EQ(counts.at(Status::cancelled), 1);
    const auto page = co_await list.page(10, {.status = Status::cancelled}, {});
    EXPECT_EQ(page.orders.size(), 1u);
    EXPECT_EQ(page.orders.front().pk, order.pk);
    EXPECT_EQ((co_await list.page(10, {}, {})).orders.size(), 2u);
  });
}

TEST_F(Abandoning, a_watcher_sees_it_cancelled) {
  redis::run(io, [&]() -> awaitable<void> {
    LiveOrders live(io.get_executor(), redis::options_for(server), orders);
    const auto pk = new_pk();
    co_await orders.abandon(wanted(pk));
    const auto shown = co_await live.find(pk);
    EXPECT_THAT((*shown)->json, ::testing::HasSubstr("cancelled"));
    EXPECT_TRUE((*shown)->json.contains(R"("status":"cancelled")"));
  });
}

}  // namespace
}  // namespace souk::payment
