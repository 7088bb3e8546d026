// Paying orders back: at a provider, and without one. On a real Redis.
#include "payment/domain/refusals.hpp"
#include "payment/sales.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;

TEST_F(Sales, refunds_never_exceed_what_was_captured) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_EQ((co_await refund(of_amount(1), "early")).error().code.word, not_paid.word);
    pk = new_cart();
    co_await captured_order();
    EXPECT_EQ(co_await refund(of_amount(5000), "one"), false);
    EXPECT_THAT(co_await ledgers.take(home, 10), ::testing::Contains(pk));
    EXPECT_EQ(co_await refund(of_amount(5000), "one"), true);
    EXPECT_EQ((co_await refund(of_amount(1), "one")).error().code.word, idempotency_key_reused.word);
    EXPECT_EQ((co_await refund(of_amount(9401), "two")).error().code.word, refund_exceeds_captured.word);
    EXPECT_EQ(co_await refund(of_amount(9400), "two"), false);
    EXPECT_EQ((co_await refund(of_amount(1), "three")).error().code.word, refund_exceeds_captured.word);
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
    EXPECT_EQ(co_await next(), "refund:1:1");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(5000)));
    EXPECT_EQ(co_await state(), "completed, partially_refunded 144.0 - 50.0");
    EXPECT_EQ(co_await next(), "refund:2:1");
    co_await note(refund_event(PaymentEventKind::refunded, "2", Money::minor(9400)));
    EXPECT_EQ(co_await state(), "refunded refunded_by_store, refunded 144.0 - 144.0");
    EXPECT_EQ(co_await next(), "");
  });
}

TEST_F(Sales, a_line_is_refunded_and_restocked_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    EXPECT_EQ(co_await refund(of_line(2, true), "one"), false);
    EXPECT_EQ(co_await refund(of_line(2, true), "one"), true);
    EXPECT_THAT(co_await news(), ElementsAre("line_restocked 2"));
    EXPECT_EQ(co_await next(), "refund:1:1");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(4800)));
    const auto order = co_await read();
    EXPECT_EQ(order.lines[1].status, LineStatus::refunded);
    EXPECT_EQ(order.payment.refunded, Money::minor(4800));
  });
}

TEST_F(Sales, a_unit_is_put_back_into_the_stock_once_whatever_its_refunds_do) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(3, true, Units(1)), "one");
    EXPECT_EQ(co_await restocked(3), 1);
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(2400)));
    co_await refund(of_line(3, true), "the rest");
    EXPECT_EQ(co_await restocked(3), 3);
    co_await note(refund_event(refund_failed, "2", Money::minor(4800)));
    EXPECT_EQ(co_await refund(of_line(3, true), "the rest again"), false);
    EXPECT_EQ(co_await restocked(3), 3);
  });
}

TEST_F(Sales, nothing_is_left_when_more_is_promised_than_was_captured) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_amount(14400), "all");
    co_await note(refund_event(PaymentEventKind::refunded, "re_of_the_dashboard", Money::minor(5000)));
    const auto refused = co_await refund(of_amount(1), "more");
    EXPECT_EQ(refused.error().code.word, refund_exceeds_captured.word);
    EXPECT_EQ(refused.error().detail, "At most $0.00 can be paid back.");
  });
}

TEST_F(Sales, a_refund_names_the_intent_that_was_captured) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    for (int i = 0; i < 20; ++i) {
      auto other = event(authorized);
      other.object = "pi_other_" + std::to_string(i);
      co_await note(std::move(other));
    }
    co_await refund(of_amount(100), "one");
    EXPECT_EQ((co_await ledgers.step(pk)).value().intent, "pi_1");
  });
}

TEST_F(Sales, a_refund_is_made_though_the_one_before_was_pending) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_amount(100), "one");
    const auto first = (co_await ledgers.step(pk)).value();
    co_await ledgers.note_unknown(pk, first, "it is pending", Milliseconds(0), Unknown::pending);
    EXPECT_TRUE((co_await ledgers.step(pk)).value().pending);
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(100)));
    co_await refund(of_amount(200), "two");
    const auto second = (co_await ledgers.step(pk)).value();
    EXPECT_EQ(second.call(), "refund:2:1");
    EXPECT_FALSE(second.pending);
    EXPECT_EQ(second.tries, 0u);
  });
}

TEST_F(Sales, what_has_come_back_of_a_refunded_order_can_be_refunded_again) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_amount(14400), "all");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(14400)));
    EXPECT_EQ((co_await refund(of_amount(1), "more")).error().code.word, refund_exceeds_captured.word);
    co_await note(refund_event(refund_failed, "1", Money::minor(14400)));
    EXPECT_EQ(co_await state(), "refunded refunded_by_store, captured 144.0 - 0.0");
    EXPECT_EQ(co_await refund(of_amount(14400), "again"), false);
    EXPECT_EQ((co_await ledgers.step(pk)).has_value(), false);  // not at once
    co_await note(refund_event(PaymentEventKind::refunded, "2", Money::minor(14400)));
    EXPECT_EQ(co_await state(), "refunded refunded_by_store, refunded 144.0 - 144.0");
  });
}

TEST_F(Sales, a_refund_that_waits_after_a_failed_one_does_not_wait_for_a_clock_that_was_ahead) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_amount(100), "one");
    co_await note(refund_event(refund_failed, "1", Money::minor(100)));
    co_await refund(of_amount(100), "two");
    EXPECT_EQ(co_await next(), "");
    const auto ahead = std::to_string(wall_clock().time_since_epoch().count() + 7'200'000);
    const auto asked = R"({"at":")" + ahead + R"(","amount":"100","key":"two","fingerprint":"","reason":""})";
    co_await client.call(redis::Command("HSET", home_key("ledger:" + pk.text()), "refund_requested:2", asked));
    EXPECT_EQ(co_await next(), "refund:2:1");
  });
}

TEST_F(Sales, a_deleted_line_gets_back_what_was_not_paid_back_of_it) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(3, false, Units(1)), "one");
    co_await next();
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(2400)));
    co_await decided(3, "refunded", "product_deleted");
    const auto step = (co_await ledgers.step(pk)).value();
    EXPECT_EQ(step.call(), "refund:2:1");
    EXPECT_EQ(step.refund, Money::minor(4800));
    co_await note(refund_event(refund_failed, "2", Money::minor(4800)));  // still owed
    EXPECT_EQ((co_await read()).payment.refunded, Money::minor(2400));
    co_await note(refund_event(PaymentEventKind::refunded, "3", Money::minor(4800)));
    EXPECT_EQ((co_await read()).payment.refunded, Money::minor(7200));
    EXPECT_EQ(co_await next(), "");
  });
}

TEST_F(Sales, an_order_without_a_provider_is_paid_back_at_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), {}, {});
    co_await all_reserved();
    co_await settle();
    co_await news();
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
    EXPECT_EQ(co_await refund(of_line(1, true), "one"), false);
    EXPECT_THAT(co_await news(), ElementsAre("line_restocked 1"));
    EXPECT_EQ(co_await state(), "completed, partially_refunded 144.0 - 24.0");
    EXPECT_EQ(co_await refund(of_amount(12000), "two"), false);
    EXPECT_EQ(co_await state(), "refunded refunded_by_store, refunded 144.0 - 144.0");
  });
}

}  // namespace
}  // namespace souk::payment
