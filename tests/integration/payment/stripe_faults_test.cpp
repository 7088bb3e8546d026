// The Stripe adapter, when the provider refuses, fails, is late, is away or sends nonsense.
#include "payment/at_the_bank.hpp"
#include "unit/in_currency.hpp"

namespace souk::payment {
namespace {

using souk::testing::InCurrency;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using State = ProviderAnswer::State;

TEST_F(StripeAtTheBank, an_authorisation_that_lapsed_is_cancelled) {
  const auto [step, session, intent] = paid();
  fault(R"({"fault":"lapse","payment_intent":")" + intent + "\"}");
  EXPECT_THAT(ids(capture(step, intent)), ElementsAre("cancelled:" + intent));
}

TEST_F(StripeAtTheBank, a_capture_that_is_refused_for_good_says_so) {
  const auto [step, session, intent] = paid();
  fault(R"({"fault":"status","call":"capture","status":402,"times":1})");
  for (int repeat = 0; repeat < 2; ++repeat) {
    const auto answer = capture(step, intent);
    EXPECT_EQ(answer.state, State::known);
    EXPECT_THAT(ids(answer), ElementsAre("capture_refused:" + intent));
    EXPECT_THAT(answer.why, HasSubstr("card_declined"));
  }
  EXPECT_THAT(ids(cancel(step, intent)), ElementsAre("cancelled:" + intent));
}

TEST_F(StripeAtTheBank, a_lost_answer_is_unknown_and_the_repeat_has_the_same_effect_once) {
  const auto lost = [&](const std::string& call) {
    fault(R"({"fault":"answer_lost","times":1,"call":")" + call + "\"}");
  };
  const auto step = new_step();
  lost("create_session");
  EXPECT_EQ(authorize(step).state, State::unknown);
  const auto session = session_of(authorize(step));
  pay(session);
  const auto intent = lookup(step, session).object;
  lost("capture");
  EXPECT_EQ(capture(step, intent).state, State::unknown);
  EXPECT_THAT(ids(capture(step, intent)), ElementsAre("authorized:" + intent, "captured:" + intent));
  lost("refund");
  EXPECT_EQ(refund({step, session, intent}, 1, 1200).state, State::unknown);
  EXPECT_THAT(ids(lookup(step, session)), IsSupersetOf({"refunded:1"}));
  EXPECT_THAT(ids(refund({step, session, intent}, 1, 1200)), ElementsAre("refunded:1"));
  EXPECT_EQ(booked("captured", step), 1);
  EXPECT_EQ(booked("refunded", step), 1);
}

TEST_F(StripeAtTheBank, a_lost_answer_of_expire_or_cancel_is_repeated_too) {
  const auto step = new_step();
  const auto session = session_of(authorize(step));
  fault(R"({"fault":"answer_lost","times":1,"call":"expire_session"})");
  EXPECT_EQ(expire(step, session).state, State::unknown);
  EXPECT_THAT(ids(expire(step, session)), ElementsAre("expired:" + session));
  const auto other = paid();
  fault(R"({"fault":"answer_lost","times":1,"call":"cancel"})");
  EXPECT_EQ(cancel(other.step, other.intent).state, State::unknown);
  EXPECT_THAT(ids(cancel(other.step, other.intent)), ElementsAre("cancelled:" + other.intent));
}

TEST_F(StripeAtTheBank, a_failure_that_is_kept_ends_the_attempt_and_the_lookup_finds_its_effect) {
  const auto step = new_step();
  fault(R"({"fault":"status","call":"create_session","status":500,"effect":true,"times":1})");
  const auto first = authorize(step), second = authorize(step);
  EXPECT_EQ(first.state, State::unknown);
  EXPECT_FALSE(first.attempt_spent);
  EXPECT_EQ(second.state, State::unknown);
  EXPECT_TRUE(second.attempt_spent);
  const auto truth = lookup(step);
  EXPECT_EQ(truth.state, State::known) << truth.why;
  EXPECT_EQ(ids(truth), ids(lookup(step, session_of(truth))));
}

TEST_F(StripeAtTheBank, after_a_kept_failure_without_effect_the_next_attempt_succeeds) {
  const auto step = new_step();
  fault(R"({"fault":"status","call":"create_session","status":500,"effect":false,"times":1})");
  authorize(step);
  EXPECT_TRUE(authorize(step).attempt_spent);
  EXPECT_EQ(lookup(step).state, State::absent);
  EXPECT_EQ(authorize(next(step)).state, State::known);
}

TEST_F(StripeAtTheBank, a_refused_secret_is_not_allowed) {
  Stripe other(http, "sk_test_other");
  const auto step = new_step();
  EXPECT_EQ(run(io, other.authorize(purchase(step))).state, State::not_allowed);
  EXPECT_EQ(run(io, other.lookup({.pk = step.pk, .asked_at = step.pk.time()})).state, State::not_allowed);
  EXPECT_EQ(run(io, other.list(step.pk.time(), "")).state, State::not_allowed);
  fault(R"({"fault":"status","status":403,"times":1})");
  EXPECT_EQ(authorize(step).state, State::not_allowed);
  EXPECT_EQ(authorize(step).state, State::known);
}

TEST_F(StripeAtTheBank, a_provider_that_is_busy_says_when_to_come_back) {
  const auto step = new_step();
  fault(R"({"fault":"status","status":429,"times":1})");
  const auto busy = authorize(step);
  EXPECT_EQ(busy.state, State::unknown);
  EXPECT_EQ(busy.retry_after, std::chrono::seconds(1));
  fault(R"({"fault":"status","status":503,"times":1})");
  EXPECT_EQ(authorize(step).state, State::unknown);
  EXPECT_EQ(authorize(step).state, State::known);
}

TEST_F(StripeAtTheBank, nonsense_is_unknown_whatever_was_asked) {
  const auto payment = captured();
  const auto open = new_step();
  const auto session = session_of(authorize(open));
  for (const std::string how : {"html", "truncated", "types"}) {
    const auto once = [&] { fault(R"({"fault":"nonsense","times":1,"how":")" + how + "\"}"); };
    const auto is_unknown = [&](const ProviderAnswer& answer) {
      EXPECT_EQ(answer.state, State::unknown) << how;
      EXPECT_THAT(answer.events, IsEmpty());
      EXPECT_THAT(answer.why, HasSubstr("is not a")) << how;
    };
    once(), is_unknown(authorize(new_step()));
    once(), is_unknown(expire(open, session));
    once(), is_unknown(capture(payment.step, payment.intent));
    once(), is_unknown(refund(payment, 1, 1200));
    once(), is_unknown(lookup(open, session));
    once(), is_unknown(lookup(open));
    once();
    EXPECT_EQ(run(io, stripe.list(open.pk.time(), "")).state, State::unknown);
  }
  EXPECT_EQ(booked("refunded", payment.step), 1);
}

TEST_F(StripeAtTheBank, an_answer_after_the_deadline_is_unknown_and_its_effect_is_found) {
  http::Client hasty(io.get_executor(), {.url = bank_->url(), .deadline = Milliseconds(300)});
  Stripe impatient(hasty, Bank::secret_key);
  const auto [step, session, intent] = paid();
  fault(R"({"fault":"slow","call":"capture","seconds":1,"times":1})");
  const auto slow = run(io, impatient.capture(step, intent));
  EXPECT_EQ(slow.state, State::unknown);
  EXPECT_THAT(slow.why, HasSubstr("did not answer in 300 ms"));
  io.restart();
  redis::run(io, [&]() -> awaitable<void> {
    const auto end = SteadyClock::now() + redis::patience;
    ProviderAnswer answer;
    while (answer.events.size() < 2 && SteadyClock::now() < end) answer = co_await stripe.capture(step, intent);
    EXPECT_THAT(ids(answer), ElementsAre("authorized:" + intent, "captured:" + intent));
  });
  EXPECT_EQ(booked("captured", step), 1);
}

TEST_F(StripeAtTheBank, a_key_that_is_in_use_is_unknown) {
  const auto [step, session, intent] = paid();
  fault(R"({"fault":"slow","call":"capture","seconds":1,"times":1})");
  io.restart();
  redis::run(io, [&]() -> awaitable<void> {
    std::optional<ProviderAnswer> first;
    boost::asio::co_spawn(io, stripe.capture(step, intent),
                          [&](std::exception_ptr, ProviderAnswer answer) { first = std::move(answer); });
    co_await redis::sleep(Milliseconds(200));
    const auto second = co_await stripe.capture(step, intent);
    if (!first) {
      EXPECT_EQ(second.state, State::unknown);
    }
    EXPECT_TRUE(co_await redis::becomes_true([&] { return first.has_value(); }));
    EXPECT_EQ(first->events.size(), 2);
  });
}

TEST_F(StripeAtTheBank, an_answer_about_another_order_or_amount_is_not_believed) {
  const auto [step, session, intent] = captured();
  auto other = new_step();
  EXPECT_EQ(lookup(other, session).state, State::unknown);
  EXPECT_THAT(lookup(other, session).why, HasSubstr("another order"));
  EXPECT_THAT(capture(other, intent).events, IsEmpty());
  other = step;
  other.amount = Money::minor(4801);
  EXPECT_THAT(lookup(other, session).why, HasSubstr("another amount"));
  EXPECT_THAT(lookup(other, session).events, IsEmpty());
  const InCurrency euro("EUR");
  EXPECT_THAT(lookup(step, session).why, HasSubstr("currency"));
}

TEST_F(StripeAtTheBank, an_authorisation_that_cannot_get_better_has_failed) {
  auto step = new_step();
  step.amount = Money::minor(10'000'000'00);
  const auto failed = authorize(step);
  EXPECT_EQ(failed.state, State::known);
  EXPECT_THAT(ids(failed), ElementsAre("failed:1"));
  EXPECT_THAT(failed.why, HasSubstr("amount_too_large"));
}

TEST_F(StripeAtTheBank, an_end_of_the_session_that_is_too_near_ends_the_attempt_only) {
  const auto step = new_step();
  const auto late = authorize(purchase(step, std::chrono::minutes(29)));
  EXPECT_EQ(late.state, State::unknown);
  EXPECT_TRUE(late.attempt_spent);
  EXPECT_EQ(lookup(step).state, State::absent);
  EXPECT_EQ(authorize(next(step)).state, State::known);
}

TEST_F(StripeAtTheBank, a_key_with_another_request_leaves_the_first_one_to_be_looked_up) {
  const auto step = new_step();
  const auto session = session_of(authorize(step));
  auto other = purchase(step);
  other.lines.front().name = "Chair";
  const auto answer = authorize(other);
  EXPECT_EQ(answer.state, State::unknown);
  EXPECT_THAT(answer.why, HasSubstr("idempotency_error"));
  EXPECT_TRUE(answer.attempt_spent);
  EXPECT_THAT(ids(lookup(step)), ElementsAre("action_required:" + session));
}

TEST_F(StripeAtTheBank, a_bank_that_is_away_is_unknown_until_it_is_back) {
  fault(R"({"fault":"away","seconds":2})");
  const auto step = new_step();
  EXPECT_EQ(authorize(step).state, State::unknown);
  EXPECT_EQ(lookup(step).state, State::unknown);
  EXPECT_EQ(run(io, stripe.list(step.pk.time(), "")).state, State::unknown);
  const auto end = SteadyClock::now() + redis::patience;
  while (authorize(step).state == State::unknown && SteadyClock::now() < end) {
  }
  EXPECT_EQ(authorize(step).state, State::known);
}

}  // namespace
}  // namespace souk::payment
