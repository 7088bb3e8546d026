// Orders of several lines (lines.lua, settlement.lua), on a real Redis.
#include "payment/carts.hpp"
#include "events/dead_letters.hpp"
#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

struct CartRules : Carts {
  awaitable<void> place(std::size_t lines = 3) {
    co_await orders.place(cart(lines), {}, {});
    co_await news();
  }
  awaitable<Outcome<Order>> cancel() { return orders.cancel(pk, Reason::cancelled_by_store); }
  static std::vector<LineStatus> statuses(const Order& order) {
    std::vector<LineStatus> statuses;
    for (const auto& line : order.lines) statuses.push_back(line.status);
    return statuses;
  }
  static constexpr auto pending = LineStatus::pending, reserved = LineStatus::reserved, rejected = LineStatus::rejected,
                        cancelled = LineStatus::cancelled, completed = LineStatus::completed,
                        refunded = LineStatus::refunded;
};

TEST_F(CartRules, an_order_of_lines_is_placed_once_with_a_message_to_each_line) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto placed = co_await orders.place(cart(), {}, {});
    EXPECT_FALSE(placed.replayed);
    EXPECT_THAT(co_await news(), ElementsAre("line_placed 1", "line_placed 2", "line_placed 3"));
    EXPECT_EQ(describe::to_json(co_await read()), describe::to_json(placed.order));
    EXPECT_EQ(placed.order.amount, Money::minor(2400 * 6));
    EXPECT_THAT(statuses(placed.order), ElementsAre(pending, pending, pending));
    EXPECT_EQ(co_await counts(), "1 pending");
  });
}

TEST_F(CartRules, placing_a_pk_again_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    Customer bob = ada;
    bob.email = {"bob@example.com"};
    const auto first = co_await orders.place(cart(), ada, {});
    co_await news();
    const auto again = co_await orders.place(cart(2), bob, {});
    EXPECT_TRUE(again.replayed);
    EXPECT_EQ(describe::to_json(again.order), describe::to_json(first.order));
    EXPECT_EQ((co_await orders.customer_of(pk))->email, ada.email);
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 pending");
  });
}

TEST_F(CartRules, the_customer_is_stored_beside_the_order_and_only_when_there_is_one) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const std::size_t lines : {1u, 3u}) {
      pk = new_cart();
      co_await orders.place(cart(lines), {}, {});
      EXPECT_EQ(co_await orders.customer_of(pk), std::nullopt);
      EXPECT_EQ((co_await read()).customer, std::nullopt);
      pk = new_cart();
      const auto placed = co_await orders.place(cart(lines), ada, {});
      EXPECT_EQ(describe::to_json((co_await orders.customer_of(pk)).value()), describe::to_json(ada));
      EXPECT_EQ(describe::to_json(co_await read()), describe::to_json(placed.order));
      const auto fields = (co_await client.call(redis::Command("HGETALL", orders.key(pk)))).pairs();
      for (const auto& [name, value] : fields) EXPECT_FALSE(value.contains("Ada") || value.contains("ada@")) << name;
      co_await orders.erase_customer(pk);
      EXPECT_EQ((co_await read()).customer, std::nullopt);
    }
  });
}

TEST_F(CartRules, the_first_customer_waits_for_a_redis_with_full_memory) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(redis::Command("CONFIG", "SET", "maxmemory", "1mb"));
    bool is_away = false;
    try {
      co_await orders.place(cart(), ada, {});
    } catch (const Unavailable&) {
      is_away = true;
    }
    EXPECT_TRUE(is_away);
    co_await client.call(redis::Command("CONFIG", "SET", "maxmemory", "0"));
    EXPECT_FALSE((co_await orders.place(cart(), ada, {})).replayed);
  });
}

TEST_F(CartRules, an_order_is_reserved_when_all_its_lines_are) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await decided(3, "reserved");
    co_await decided(1, "reserved");
    for (int again = 0; again < 3; ++again) co_await decided(1, "reserved");
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_THAT(statuses(co_await read()), ElementsAre(reserved, pending, reserved));
    EXPECT_EQ((co_await read()).timeline.size(), 1u);
    co_await decided(2, "reserved");
    co_await decided(2, "reserved");
    EXPECT_THAT(co_await news(), ElementsAre("order_reserved"));
    const auto order = co_await read();
    EXPECT_EQ(order.status, Status::pending);
    EXPECT_EQ(order.timeline.back().step, Step::stock_reserved);
    EXPECT_EQ(co_await counts(), "1 pending");
  });
}

TEST_F(CartRules, one_rejected_line_rejects_the_order_and_cancels_all_lines) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await decided(1, "reserved");
    co_await decided(2, "rejected", "insufficient_stock");
    EXPECT_THAT(co_await news(), ElementsAre("line_cancelled 1", "line_cancelled 2", "line_cancelled 3"));
    EXPECT_EQ(co_await counts(), "1 rejected");
    const auto order = co_await read();
    EXPECT_EQ(order.reason, Reason::insufficient_stock);
    EXPECT_THAT(statuses(order), ElementsAre(cancelled, rejected, cancelled));
    EXPECT_EQ(order.payment.captured, Money());
  });
}

TEST_F(CartRules, a_late_decision_of_an_ended_order_changes_only_its_line) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await decided(2, "rejected", "sold_out");
    co_await news();
    co_await decided(1, "rejected", "product_not_found");
    co_await decided(3, "reserved");
    co_await decided(2, "rejected", "sold_out");
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 rejected");
    EXPECT_EQ((co_await read()).reason, Reason::sold_out);
    EXPECT_THAT(statuses(co_await read()), ElementsAre(rejected, rejected, cancelled));
  });
}

TEST_F(CartRules, a_cancelled_order_stays_cancelled_whatever_is_decided_later) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await decided(1, "reserved");
    const auto order = (co_await cancel()).value();
    EXPECT_EQ(order.status, Status::cancelled);
    EXPECT_EQ(order.reason, Reason::cancelled_by_store);
    EXPECT_THAT(co_await news(), ElementsAre("line_cancelled 1", "line_cancelled 2", "line_cancelled 3"));
    EXPECT_EQ(co_await counts(), "1 cancelled");
    co_await decided(2, "rejected", "sold_out");
    co_await decided(3, "reserved");
    co_await settle();
    EXPECT_TRUE(co_await cancel());
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 cancelled");
    EXPECT_EQ((co_await read()).reason, Reason::cancelled_by_store);
    EXPECT_THAT(statuses(co_await read()), ElementsAre(cancelled, cancelled, cancelled));
  });
}

TEST_F(CartRules, a_reserved_order_can_be_cancelled_until_it_settles) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place(2);
    co_await all_reserved(2);
    co_await cancel();
    co_await settle();
    EXPECT_THAT(co_await news(), ElementsAre("line_cancelled 1", "line_cancelled 2", "order_reserved"));
    EXPECT_EQ(co_await counts(), "1 cancelled");

    pk = new_cart();
    co_await place(2);
    co_await all_reserved(2);
    co_await settle();
    EXPECT_EQ((co_await cancel()).error().code, already_paid);
    EXPECT_EQ(co_await counts(), "1 completed 1 cancelled");
  });
}

TEST_F(CartRules, cancelling_a_rejected_order_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await decided(1, "rejected", "sold_out");
    co_await news();
    EXPECT_EQ((co_await cancel())->status, Status::rejected);
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 rejected");
  });
}

TEST_F(CartRules, a_settled_order_is_completed_once_with_all_its_lines) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await all_reserved();
    co_await news();
    co_await settle();
    co_await settle();
    EXPECT_THAT(co_await news(), ElementsAre("line_completed 1", "line_completed 2", "line_completed 3"));
    EXPECT_EQ(co_await counts(), "1 completed");
    const auto order = co_await read();
    EXPECT_THAT(statuses(order), ElementsAre(completed, completed, completed));
    EXPECT_EQ(order.payment.status, PaymentStatus::captured);
    EXPECT_EQ(order.payment.captured, order.amount);
  });
}

TEST_F(CartRules, a_refund_of_one_line_leaves_the_order_completed) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await all_reserved();
    co_await settle();
    const auto before = co_await read();
    co_await news();
    for (int i = 0; i < 3; ++i) co_await decided(2, "refunded", "product_deleted");
    co_await decided(2, "reserved");
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 completed");
    const auto order = co_await read();
    EXPECT_THAT(statuses(order), ElementsAre(completed, refunded, completed));
    EXPECT_EQ(order.payment.status, PaymentStatus::partially_refunded);
    EXPECT_EQ(order.payment.captured, before.amount);
    EXPECT_EQ(order.payment.refunded, before.lines.at(1).amount);
    EXPECT_EQ(order.reason, std::nullopt);
  });
}

TEST_F(CartRules, an_order_is_refunded_when_all_its_lines_are) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    co_await all_reserved();
    co_await settle();
    const auto before = co_await read();
    for (const unsigned line : {3u, 1u, 2u}) co_await decided(line, "refunded", "product_deleted");
    co_await decided(1, "refunded", "product_deleted");
    EXPECT_EQ(co_await counts(), "1 refunded");
    const auto order = co_await read();
    EXPECT_EQ(order.reason, Reason::product_deleted);
    EXPECT_EQ(order.timeline.at(2), before.timeline.at(2));
    EXPECT_EQ(order.timeline.back().step, Step::refunded);
    EXPECT_EQ(order.payment.status, PaymentStatus::refunded);
    EXPECT_EQ(order.payment.refunded, order.payment.captured);
  });
}

TEST_F(CartRules, a_decision_without_its_order_is_refused) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await decided(1, "reserved"), "order_not_found");
    co_await place(2);
    EXPECT_EQ(co_await decided(3, "reserved"), "order_not_found");
    EXPECT_EQ(co_await decided(2, "reserved"), "");
    pk = in_partition(Ulid::next(), home, partitions);
    co_await orders.place(cart(1), {}, {});
    EXPECT_EQ(co_await decided(1, "reserved"), "order_not_found");
  });
}

TEST_F(CartRules, a_settling_without_its_order_is_a_dead_letter_that_can_be_retried) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await settle();
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", home_key("order_reserved:dead")))).integer(), 1);
    co_await place(2);
    co_await all_reserved(2);
    const auto count = co_await events::retry_all_dead_letters(client, "payment", partitions, source("order_reserved"));
    EXPECT_THAT(count, AllOf(Field(&events::RetryCount::retried, 1), Field(&events::RetryCount::failed, 0)));
    EXPECT_EQ((co_await read()).status, Status::completed);
  });
}

TEST_F(CartRules, abandoned_lines_stay_cancelled_and_a_late_order_finds_them) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto abandoned = co_await orders.abandon(cart());
    EXPECT_THAT(statuses(abandoned), ElementsAre(cancelled, cancelled, cancelled));
    // Its lines leave records, by which it is found.
    EXPECT_THAT(co_await news(), ElementsAre("line_cancelled 1", "line_cancelled 2", "line_cancelled 3"));
    EXPECT_TRUE((co_await orders.place(cart(), {}, {})).replayed);
    co_await decided(1, "reserved");
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 cancelled");
  });
}

// Of one line, which is its own line.
struct CancelledOrder : CartRules {
  awaitable<void> reserved(std::string position) {
    std::vector<events::Fields> entries;
    entries.push_back({{"pk", pk.text()}});
    co_await apply(home, std::move(position), std::move(entries));
  }
};

TEST_F(CancelledOrder, of_one_line_gives_back_units_that_are_known_to_be_reserved) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place(1);
    co_await reserved("stock_reserved:noted");
    EXPECT_EQ((co_await cancel())->status, Status::cancelled);
    EXPECT_TRUE(co_await cancel());
    EXPECT_THAT(co_await news(), ElementsAre("order_cancelled"));
    EXPECT_EQ(co_await counts(), "1 cancelled");
  });
}

TEST_F(CancelledOrder, of_one_line_gives_back_units_when_their_reservation_comes_later) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place(1);
    co_await cancel();
    EXPECT_THAT(co_await news(), IsEmpty());
    co_await reserved("stock_reserved:noted");
    co_await reserved("stock_reserved");
    EXPECT_THAT(co_await news(), ElementsAre("order_cancelled"));
    EXPECT_EQ((co_await read()).status, Status::cancelled);
    EXPECT_EQ(co_await counts(), "1 cancelled");
  });
}

TEST_F(CancelledOrder, must_exist_and_be_unpaid) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_EQ((co_await cancel()).error().code, order_not_found);
    co_await place(1);
    co_await reserved("stock_reserved");
    co_await news();
    EXPECT_EQ((co_await cancel()).error().code, already_paid);
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await counts(), "1 completed");
  });
}

}  // namespace
}  // namespace souk::payment
