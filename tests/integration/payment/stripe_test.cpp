// The Stripe adapter against the sandbox's bank.
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

TEST_F(StripeAtTheBank, a_session_asks_the_buyer_to_pay_and_a_repeat_is_the_same_session) {
  const auto step = new_step();
  const auto answer = authorize(step);
  ASSERT_EQ(answer.events.size(), 1) << answer.why;
  const auto& event = answer.events.front();
  EXPECT_EQ(event.kind, PaymentEventKind::action_required);
  EXPECT_EQ(event.amount, step.amount);
  EXPECT_THAT(event.url.value(), HasSubstr("/pay/cs_"));
  EXPECT_EQ(event.expires_at, std::chrono::floor<std::chrono::seconds>(purchase(step).session_end));
  EXPECT_EQ(answer.reference, step.pk.text());
  EXPECT_EQ(authorize(step).events, answer.events);
  EXPECT_EQ(lookup(step, event.object).events, answer.events);
}

TEST_F(StripeAtTheBank, a_sale_is_authorised_captured_and_refunded) {
  const auto [step, session, intent] = paid();
  EXPECT_THAT(ids(lookup(step, session)), ElementsAre("authorized:" + intent));
  const auto captured = capture(step, intent);
  EXPECT_THAT(ids(captured), ElementsAre("authorized:" + intent, "captured:" + intent));
  EXPECT_EQ(captured.events.back().amount, step.amount);
  const auto refunded = refund({step, session, intent}, 1, 1200);
  EXPECT_THAT(ids(refunded), ElementsAre("refunded:1"));
  EXPECT_EQ(refunded.events.back().amount, Money::minor(1200));
  refund({step, session, intent}, 2, 600);
  for (const auto& object : {session, intent}) {
    const auto truth = lookup(step, object);
    EXPECT_EQ(truth.state, State::known) << truth.why;
    EXPECT_THAT(ids(truth), ::testing::UnorderedElementsAre("authorized:" + intent, "captured:" + intent, "refunded:1",
                                                            "refunded:2"));
  }
}

TEST_F(StripeAtTheBank, an_open_session_is_expired_once_and_for_all) {
  const auto step = new_step();
  const auto session = session_of(authorize(step));
  for (const auto& attempt : {step, step, next(step)}) {
    EXPECT_THAT(ids(expire(attempt, session)), ElementsAre("expired:" + session));
  }
  EXPECT_THAT(ids(lookup(step, session)), ElementsAre("expired:" + session));
}

TEST_F(StripeAtTheBank, to_expire_a_session_that_is_paid_says_how_the_payment_stands) {
  const auto [step, session, intent] = paid();
  EXPECT_THAT(ids(expire(step, session)), ElementsAre("authorized:" + intent));
  capture(step, intent);
  EXPECT_THAT(ids(expire(next(step), session)), ElementsAre("authorized:" + intent, "captured:" + intent));
}

TEST_F(StripeAtTheBank, to_expire_a_session_whose_payment_is_cancelled_says_so) {
  const auto [step, session, intent] = paid();
  EXPECT_THAT(ids(cancel(step, intent)), ElementsAre("cancelled:" + intent));
  EXPECT_THAT(ids(expire(step, session)), ElementsAre("cancelled:" + intent));
}

TEST_F(StripeAtTheBank, to_capture_or_cancel_what_is_captured_says_captured) {
  const auto [step, session, intent] = captured();
  for (const auto& answer : {capture(step, intent), capture(next(step), intent), cancel(step, intent)}) {
    EXPECT_EQ(answer.state, State::known) << answer.why;
    EXPECT_THAT(ids(answer), ElementsAre("authorized:" + intent, "captured:" + intent));
  }
  EXPECT_EQ(booked("captured", step), 1);
}

TEST_F(StripeAtTheBank, to_capture_or_cancel_what_is_cancelled_says_cancelled) {
  const auto [step, session, intent] = paid();
  for (const auto& answer : {cancel(step, intent), cancel(next(step), intent), capture(step, intent)}) {
    EXPECT_EQ(answer.state, State::known) << answer.why;
    EXPECT_THAT(ids(answer), ElementsAre("cancelled:" + intent));
  }
}

TEST_F(StripeAtTheBank, a_search_without_the_session_finds_it_among_others_or_says_that_there_is_none) {
  const auto wanted = new_step();
  const auto session = session_of(authorize(wanted));
  for (int others = 0; others < 120; ++others) authorize(new_step());  // more than a page
  EXPECT_THAT(ids(lookup(wanted)), ElementsAre("action_required:" + session));
  const auto none = lookup(new_step());
  EXPECT_EQ(none.state, State::absent);
  EXPECT_THAT(none.events, IsEmpty());
}

TEST_F(StripeAtTheBank, a_lookup_without_an_order_finds_its_reference) {
  const auto [step, session, intent] = captured();
  const auto truth = run(io, stripe.lookup({.pk = {}, .object = intent, .amount = {}}));
  EXPECT_EQ(truth.reference, step.pk.text());
  EXPECT_EQ(truth.events.size(), 2);
}

TEST_F(StripeAtTheBank, a_refund_that_cannot_be_is_failed_under_its_number) {
  const auto payment = captured();
  EXPECT_THAT(ids(refund(payment, 1, 4801)), ElementsAre("refund_failed:1"));
  EXPECT_THAT(ids(refund(payment, 2, 4800)), ElementsAre("refunded:2"));
  EXPECT_THAT(ids(refund(payment, 3, 1)), ElementsAre("refund_failed:3"));
  EXPECT_EQ(booked("refunded", payment.step), 1);
}

TEST_F(StripeAtTheBank, a_refund_whose_key_was_forgotten_is_recognised) {
  const auto payment = captured();
  EXPECT_THAT(ids(refund(payment, 1, 4800)), ElementsAre("refunded:1"));
  fault(R"({"fault":"forget_keys"})");
  EXPECT_THAT(ids(refund(payment, 1, 4800)), ElementsAre("refunded:1"));
}

// Else it would be made again under another key once the provider has forgotten this one.
TEST_F(StripeAtTheBank, a_refund_that_is_pending_is_found_so) {
  const auto payment = captured();
  fault(R"({"fault":"refund","steps":["pending","succeeded"],"seconds":60,"times":1})");
  EXPECT_EQ(refund(payment, 1, 1200).state, State::pending);
  const auto look = [&](unsigned number) {
    return run(io, stripe.lookup({.pk = payment.step.pk,
                                  .object = payment.intent,
                                  .amount = payment.step.amount,
                                  .asked_at = payment.step.pk.time(),
                                  .refund = number}));
  };
  EXPECT_EQ(look(1).state, State::pending);
  EXPECT_EQ(look(2).state, State::known);
  EXPECT_EQ(look(0).state, State::known);
}

TEST_F(StripeAtTheBank, what_the_provider_no_longer_has_is_absent) {
  EXPECT_EQ(run(io, stripe.lookup({.pk = {}, .object = "pi_gone", .amount = {}, .asked_at = {}})).state, State::absent);
}

// The provider does not say when it was captured, and what is as old as now would never be old enough to be missed.
TEST_F(StripeAtTheBank, a_listed_capture_is_as_old_as_its_payment) {
  const auto payment = captured();
  const auto page = run(io, stripe.list(payment.step.pk.time() - std::chrono::hours(1), ""));
  const auto ours = std::ranges::find(page.payments, payment.step.pk.text(), &ProviderAnswer::reference);
  ASSERT_NE(ours, page.payments.end());
  ASSERT_EQ(ours->events.size(), 2u);
  EXPECT_EQ(ours->events[1].kind, PaymentEventKind::captured);
  EXPECT_EQ(ours->events[1].at, ours->events[0].at);
}

TEST_F(StripeAtTheBank, a_refund_may_be_pending_first) {
  const auto payment = captured();
  fault(R"({"fault":"refund","steps":["pending","succeeded"],"seconds":0.3,"times":1})");
  EXPECT_EQ(refund(payment, 1, 1200).state, State::pending);
  fault(R"({"fault":"refund","steps":["pending","failed"],"seconds":0.3,"times":1})");
  EXPECT_EQ(refund(payment, 2, 600).state, State::pending);
  io.restart();
  redis::run(io, [&]() -> awaitable<void> {
    const auto end = SteadyClock::now() + redis::patience;
    ProviderAnswer truth;
    while (truth.events.size() < 4 && SteadyClock::now() < end) {
      truth = co_await stripe.lookup({.pk = payment.step.pk, .object = payment.session, .amount = {}});
    }
    EXPECT_THAT(ids(truth), IsSupersetOf({"refunded:1", "refund_failed:2"}));
  });
}

TEST_F(StripeAtTheBank, amounts_are_in_the_currencys_own_units) {
  for (const std::string_view code : {"JPY", "BHD", "ISK"}) {
    const InCurrency other(code);
    const auto [step, session, intent] = captured();
    const auto truth = lookup(step, session);
    ASSERT_EQ(truth.events.size(), 2) << code << ": " << truth.why;
    EXPECT_EQ(truth.events.back().amount, step.amount);
    EXPECT_EQ(truth.events.back().currency.code, code);
  }
}

TEST_F(StripeAtTheBank, the_list_has_every_booking_in_pages) {
  const auto since = wall_clock();
  std::vector<std::string> expected;
  for (int i = 0; i < 3; ++i) {
    const auto payment = captured();
    refund(payment, 1, 1200);
    expected.push_back("captured:" + payment.intent);
  }
  const auto open = paid();
  expected.push_back("authorized:" + open.intent);
  std::vector<std::string> listed;
  std::size_t refunds = 0, pages = 0;
  std::string cursor;
  do {
    const auto page = run(io, stripe.list(since, cursor));
    ASSERT_EQ(page.state, State::known) << page.why;
    for (const auto& payment : page.payments) {
      EXPECT_NE(payment.reference, "");
      for (const auto& event : payment.events) {
        listed.push_back(event.id());
        refunds += event.kind == PaymentEventKind::refunded ? 1 : 0;
      }
    }
    cursor = page.next;
    ASSERT_LT(++pages, 10);
  } while (!cursor.empty());
  EXPECT_THAT(listed, IsSupersetOf(expected));
  EXPECT_GE(refunds, 3);
}

}  // namespace
}  // namespace souk::payment
