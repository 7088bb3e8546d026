// Orders that are paid at a provider (sale.lua), on a real Redis.
#include <boost/asio/experimental/awaitable_operators.hpp>

#include "payment/domain/refusals.hpp"
#include "payment/sales.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace boost::asio::experimental::awaitable_operators;

TEST_F(Sales, nothing_is_asked_for_before_all_units_are_reserved) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    EXPECT_EQ(co_await next(), "");
    co_await decided(1, "reserved");
    co_await decided(2, "reserved");
    EXPECT_EQ(co_await next(), "");
    co_await decided(3, "reserved");
    EXPECT_EQ(co_await next(), "authorize:1");
    EXPECT_EQ(co_await state(), "pending, none 0.0 - 0.0");
  });
}

TEST_F(Sales, a_sale_is_authorized_captured_and_completed) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_EQ(co_await next(), "authorize:1");
    co_await note(action_required);
    EXPECT_EQ(co_await state(), "pending, requires_payment 0.0 - 0.0");
    EXPECT_EQ((co_await read()).payment.url, "https://pay.example/cs_1");
    EXPECT_EQ(co_await next(), "lookup:1");
    co_await note(authorized);
    EXPECT_EQ(co_await state(), "pending, authorized 0.0 - 0.0");
    EXPECT_EQ((co_await read()).payment.url, std::nullopt);
    EXPECT_EQ(co_await next(), "capture:1");
    EXPECT_THAT(co_await news(), IsEmpty());
    co_await note(captured);
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
    EXPECT_THAT(co_await news(), ElementsAre("line_completed 1", "line_completed 2", "line_completed 3"));
    EXPECT_EQ(co_await next(), "");
  });
}

// Every order of five events: tests/faults/test_webhook_orders.py.
TEST_F(Sales, a_webhook_that_comes_before_our_own_answer_is_not_undone_by_it) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_EQ(co_await next(), "authorize:1");
    co_await note(authorized);
    EXPECT_EQ(co_await next(), "capture:1");
    co_await note(action_required);  // our own answer
    EXPECT_EQ(co_await next(), "capture:1");
    EXPECT_EQ((co_await read()).payment.url, std::nullopt);
    co_await note(captured);
    co_await note(authorized);
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
    EXPECT_THAT(co_await news(), ElementsAre("line_completed 1", "line_completed 2", "line_completed 3"));
    EXPECT_EQ(co_await next(), "");
  });
}

// The look of the buyer's return and the webhook, at once, for two workers.
TEST_F(Sales, a_thousand_returns_and_webhooks_at_once_ask_for_one_capture_each) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 1000; ++i) {
      pk = new_cart();
      co_await place();
      co_await all_reserved();
      EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
      co_await note(action_required);
      std::vector<std::vector<Ulid>> taken(2);
      co_await (note(authorized) && note(authorized) && take_into(taken[0]) && take_into(taken[1]));
      co_await (take_into(taken[0]) && take_into(taken[1]));
      EXPECT_EQ(taken[0].size() + taken[1].size(), 1u);
      EXPECT_EQ(co_await next(), "capture:1");
      co_await (note(captured) && note(captured));
      EXPECT_EQ(co_await ledger("capture_requested"), 1);
    }
    EXPECT_EQ((co_await client.call(redis::Command("XLEN", home_key("line_completed")))).integer(), 3000);
  });
}

TEST_F(Sales, a_payment_just_before_the_end_of_the_hold_or_after_it_is_captured) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const auto late : {Milliseconds(-1), Milliseconds(1), Milliseconds(3'600'000)}) {
      pk = new_cart();
      co_await reserved();
      EXPECT_EQ(co_await next(), "authorize:1");
      co_await note(action_required);
      const auto end = wall_clock().time_since_epoch() - late;
      co_await client.call(redis::Command("HSET", home_key("order:" + pk.text()), "hold_until", end.count()));
      if (late > Milliseconds(1)) EXPECT_EQ(co_await next(), "expire:1");  // and no answer since then
      co_await note(authorized);
      EXPECT_EQ(co_await next(), "capture:1");
      EXPECT_THAT(co_await news(), IsEmpty());
      co_await note(captured);
      EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
      EXPECT_THAT(co_await news(), ElementsAre("line_completed 1", "line_completed 2", "line_completed 3"));
    }
  });
}

TEST_F(Sales, a_cancelled_sale_ends_at_the_provider_first) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    EXPECT_TRUE(co_await orders.cancel(pk, Reason::cancelled_by_buyer));
    EXPECT_EQ(co_await next(), "authorize:1");  // one call at a time: its outcome is not known
    co_await note(action_required);
    EXPECT_EQ(co_await next(), "expire:1");
    EXPECT_THAT(co_await news(), IsEmpty());
    EXPECT_EQ(co_await state(), "pending cancelled_by_buyer, requires_payment 0.0 - 0.0");
    co_await note(expired);
    EXPECT_EQ(co_await state(), "cancelled cancelled_by_buyer, cancelled 0.0 - 0.0");
    EXPECT_THAT(co_await news(), ElementsAre("line_cancelled 1", "line_cancelled 2", "line_cancelled 3"));
    EXPECT_EQ(co_await next(), "");
  });
}

TEST_F(Sales, an_accepted_cancel_is_not_charged_though_the_buyer_has_paid_meanwhile) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    co_await note(action_required);
    EXPECT_TRUE(co_await orders.cancel(pk, Reason::cancelled_by_buyer));
    EXPECT_EQ(co_await next(), "expire:1");
    co_await note(authorized);
    EXPECT_EQ(co_await next(), "cancel:1");
    co_await note(PaymentEventKind::cancelled);
    EXPECT_EQ(co_await state(), "cancelled cancelled_by_buyer, cancelled 0.0 - 0.0");
  });
}

TEST_F(Sales, a_payment_at_the_end_of_the_hold_is_captured) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), {}, Milliseconds(300));
    co_await all_reserved();
    EXPECT_EQ(co_await next(), "authorize:1");
    co_await note(action_required);
    EXPECT_EQ(co_await next_but("lookup:1"), "expire:1");
    co_await note(authorized);  // "complete", says the provider
    EXPECT_EQ(co_await next(), "capture:1");
    co_await note(captured);
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
  });
}

TEST_F(Sales, a_hold_that_ends_before_anything_was_asked_cancels_at_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place(Milliseconds(1));
    const auto end = SteadyClock::now() + redis::patience;
    while (co_await state() != "cancelled payment_timeout, none 0.0 - 0.0" && SteadyClock::now() < end) {
      EXPECT_EQ(co_await next(), "");
    }
    EXPECT_EQ(co_await state(), "cancelled payment_timeout, none 0.0 - 0.0");
  });
}

TEST_F(Sales, after_capture_was_asked_for_a_cancel_is_refused) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    co_await note(authorized);
    EXPECT_EQ(co_await next(), "capture:1");
    const auto refused = co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    EXPECT_EQ(refused.error().code.word, already_paid.word);
  });
}

TEST_F(Sales, a_capture_refused_for_good_is_cancelled_then_released) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    co_await note(authorized);
    co_await next();
    co_await note(capture_refused);
    EXPECT_EQ(co_await next(), "cancel:1");
    co_await note(PaymentEventKind::cancelled);
    EXPECT_EQ(co_await state(), "cancelled payment_failed, cancelled 0.0 - 0.0");
  });
}

TEST_F(Sales, an_unknown_call_is_shown_and_asked_again_under_the_same_key) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    const auto step = (co_await ledgers.step(pk)).value();
    co_await ledgers.note_unknown(pk, step, "it took too long", Milliseconds(0), Unknown::nothing);
    EXPECT_EQ(co_await state(), "pending, unknown 0.0 - 0.0");
    const auto again = (co_await ledgers.step(pk)).value();
    EXPECT_EQ(again.call(), "authorize:1");
    EXPECT_EQ(again.tries, 1u);
    EXPECT_EQ(again.asked_at, step.asked_at);
    co_await ledgers.note_unknown(pk, again, "the same failure again", Milliseconds(0), Unknown::spent);
    EXPECT_EQ(co_await next(), "authorize:2");
  });
}

TEST_F(Sales, each_attempt_is_repeated_soon_and_the_next_one_waits_ever_longer) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    for (unsigned attempt = 1; attempt <= 8; ++attempt) {
      const auto step = (co_await ledgers.step(pk)).value();
      EXPECT_EQ(step.attempt, attempt);
      co_await ledgers.note_unknown(pk, step, "status 500", Milliseconds(0), Unknown::nothing);
      EXPECT_LE(co_await due_in(), Milliseconds(1000));
      co_await ledgers.note_unknown(pk, step, "status 500 again", Milliseconds(0), Unknown::spent);
      EXPECT_GT(co_await due_in(), Milliseconds(attempt < 4 ? 400 << 2 * attempt : 50'000));
      EXPECT_LE(co_await due_in(), Milliseconds(60'000));
    }
    const auto step = (co_await ledgers.step(pk)).value();
    co_await ledgers.note_unknown(pk, step, "away", Milliseconds(0), Unknown::nothing);
    co_await ledgers.note_unknown(pk, step, "still away", Milliseconds(0), Unknown::nothing);
    EXPECT_GT(co_await due_in(), Milliseconds(50'000));
  });
}

TEST_F(Sales, a_buyer_who_comes_back_often_has_the_provider_asked_once_in_a_while) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    co_await note(action_required);
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await ledgers.look(pk, Milliseconds(60'000));
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    co_await ledgers.look(pk, Milliseconds(60'000));
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await ledgers.look(pk);
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
  });
}

// A step that payment_step has just asked for is in hand, too.
TEST_F(Sales, a_step_that_is_under_way_is_not_taken_again) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    co_await note(action_required);
    co_await ledgers.look(pk);
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    const auto look = (co_await ledgers.step(pk)).value();
    EXPECT_EQ(look.call(), "lookup:1");
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await ledgers.note_unknown(pk, look, "the provider is busy", Milliseconds(3000), Unknown::nothing);
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await client.call(redis::Command("HSET", home_key("order:" + pk.text()), "hold_until", 1));
    co_await client.call(redis::Command("ZADD", ledgers.due_key(home), 1, pk.text()));
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    EXPECT_EQ(co_await next(), "expire:1");
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
  });
}

TEST_F(Sales, an_answer_ends_the_look_that_asked_for_it_and_no_newer_one) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await ledgers.look(pk);
    const auto look = (co_await ledgers.step(pk)).value();
    EXPECT_EQ(look.call(), "lookup:1");
    co_await note(captured);  // a webhook
    EXPECT_EQ(co_await next(), "lookup:1");
    co_await client.call(redis::Command("HSET", home_key("order:" + pk.text()), "look", 7));  // something else happened
    co_await ledgers.note(pk, {}, look.look);
    EXPECT_EQ(co_await next(), "lookup:1");
    co_await ledgers.note(pk, {}, "7");
    EXPECT_EQ(co_await next(), "");
  });
}

TEST_F(Sales, what_was_authorized_of_an_order_that_has_ended_is_voided) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    co_await note(action_required);
    co_await note(expired);
    EXPECT_EQ(co_await state(), "cancelled payment_failed, cancelled 0.0 - 0.0");
    co_await note(authorized);  // in another session, which a failed attempt had opened
    EXPECT_EQ(co_await next(), "cancel:1");
    co_await note(cancelled);
    EXPECT_EQ(co_await next(), "");
  });
}

TEST_F(Sales, what_is_due_is_taken_by_one_worker) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await all_reserved();
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    EXPECT_THAT(co_await ledgers.take(home, 10), IsEmpty());
    co_await next();
    co_await note(authorized);
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    co_await note(captured);
    EXPECT_EQ((co_await client.call(redis::Command("ZCARD", ledgers.due_key(home)))).integer(), 0);
  });
}

TEST_F(Sales, a_clock_that_was_ahead_and_was_set_back_delays_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    const auto ahead = wall_clock().time_since_epoch().count() + 7'200'000;
    const auto order = home_key("order:" + pk.text());
    co_await client.call(redis::Command("ZADD", ledgers.due_key(home), ahead, pk.text()));
    co_await client.call(redis::Command("HSET", order, "hold_until", ahead + long_hold.count()));
    EXPECT_THAT(co_await ledgers.take(home, 10), ElementsAre(pk));
    EXPECT_EQ(co_await next(), "authorize:1");
    co_await note(action_required);
    EXPECT_LT(std::stoll((co_await client.call(redis::Command("HGET", order, "hold_until"))).text()), ahead);
  });
}

TEST_F(Sales, a_stray_is_kept_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const Stray stray{"captured:pi_9", "nobody", Money::minor(5), shop_currency(), Timestamp(Milliseconds(1)),
                      "No order."};
    co_await ledgers.add_stray(stray);
    co_await ledgers.add_stray(stray);
    EXPECT_EQ((co_await ledgers.strays()).size(), 1u);
  });
}

}  // namespace
}  // namespace souk::payment
