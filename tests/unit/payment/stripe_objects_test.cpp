#include "payment/provider/stripe_objects.hpp"

#include <gmock/gmock.h>

#include "unit/in_currency.hpp"
#include "unit/payment/stripe_objects.hpp"

namespace souk::payment::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = PaymentEventKind;
using State = ProviderAnswer::State;

const Timestamp seen = stripe_time(1'700'009'999);

template <class T>
ProviderAnswer answer(const std::string& json) {
  return answer_of(read_stripe<T>(json).value(), seen);
}

std::vector<std::string> ids(const ProviderAnswer& answer) {
  std::vector<std::string> ids;
  for (const auto& event : answer.events) ids.push_back(event.id());
  return ids;
}

template <class T>
std::string wrong(const std::string& json) {
  const auto read = read_stripe<T>(json);
  return read ? "none" : read.error();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

PaymentEvent event(Kind kind, std::string object, std::int64_t amount, Timestamp at) {
  return {.kind = kind, .object = std::move(object), .amount = Money::minor(amount), .currency = us_dollar, .at = at};
}

TEST(StripeSession, an_open_one_asks_the_buyer_to_pay) {
  const auto said = answer<StripeSession>(session_json("open"));
  auto expected = event(Kind::action_required, "cs_1", 4800, stripe_time(1'700'000'000));
  expected.url = "https://pay.example/cs_1";
  expected.expires_at = stripe_time(1'700'002'000);
  EXPECT_EQ(said.state, State::known);
  EXPECT_EQ(said.reference, order);
  EXPECT_EQ(said.object, "cs_1");
  EXPECT_THAT(said.events, ElementsAre(expected));
}

TEST(StripeSession, an_expired_one_is_expired_when_we_learn_of_it) {
  EXPECT_THAT(answer<StripeSession>(session_json("expired")).events,
              ElementsAre(event(Kind::expired, "cs_1", 4800, seen)));
}

TEST(StripeSession, a_complete_one_names_its_payment_and_says_nothing_about_it) {
  const auto said = answer<StripeSession>(session_json("complete", "pi_1"));
  EXPECT_EQ(said.state, State::pending);
  EXPECT_EQ(said.object, "pi_1");
  EXPECT_THAT(said.events, IsEmpty());
}

TEST(StripeSession, a_complete_one_without_a_payment_is_not_understood) {
  EXPECT_EQ(answer<StripeSession>(session_json("complete")).state, State::unknown);
  EXPECT_EQ(answer<StripeSession>(session_json("dormant")).state, State::unknown);
}

TEST(StripeIntent, states_what_its_status_means) {
  EXPECT_THAT(answer<StripeIntent>(intent_json("requires_capture")).events,
              ElementsAre(event(Kind::authorized, "pi_1", 4800, stripe_time(1'700'000'100))));
  EXPECT_THAT(answer<StripeIntent>(intent_json("succeeded", 4800)).events,
              ElementsAre(event(Kind::authorized, "pi_1", 4800, stripe_time(1'700'000'100)),
                          event(Kind::captured, "pi_1", 4800, seen)));
  EXPECT_THAT(answer<StripeIntent>(intent_json("canceled")).events,
              ElementsAre(event(Kind::cancelled, "pi_1", 4800, stripe_time(1'700'000'600))));
}

TEST(StripeIntent, a_part_that_was_captured_is_the_amount_captured) {
  EXPECT_EQ(answer<StripeIntent>(intent_json("succeeded", 4700)).events.back().amount, Money::minor(4700));
}

TEST(StripeIntent, before_its_authorisation_it_is_pending) {
  for (const auto* status : {"requires_payment_method", "requires_action", "processing", "anything_new"}) {
    const auto said = answer<StripeIntent>(intent_json(status));
    EXPECT_EQ(said.state, State::pending) << status;
    EXPECT_THAT(said.events, IsEmpty());
  }
}

TEST(StripeRefund, is_named_by_our_number_or_else_by_its_id) {
  EXPECT_THAT(ids(answer<StripeRefund>(refund_json("succeeded", "2"))), ElementsAre("refunded:2"));
  EXPECT_THAT(ids(answer<StripeRefund>(refund_json("succeeded", ""))), ElementsAre("refunded:re_1"));
  EXPECT_EQ(answer<StripeRefund>(refund_json("succeeded", "")).reference, "");
  EXPECT_EQ(answer<StripeRefund>(refund_json("succeeded", "")).object, "pi_1");
}

TEST(StripeRefund, states_what_its_status_means) {
  EXPECT_THAT(answer<StripeRefund>(refund_json("succeeded")).events,
              ElementsAre(event(Kind::refunded, "1", 1200, stripe_time(1'700'000'900))));
  for (const auto* status : {"failed", "canceled"}) {
    EXPECT_THAT(answer<StripeRefund>(refund_json(status)).events,
                ElementsAre(event(Kind::refund_failed, "1", 1200, seen)));
  }
  for (const auto* status : {"pending", "requires_action"}) {
    EXPECT_EQ(answer<StripeRefund>(refund_json(status)).state, State::pending);
  }
}

TEST(StripeDispute, names_its_payment) {
  const auto said = answer_of(read_stripe<StripeDispute>(dispute_json()).value());
  EXPECT_THAT(ids(said), ElementsAre("disputed:dp_1"));
  EXPECT_EQ(said.object, "pi_1");
}

TEST(StripeObject, a_linked_object_may_be_there_as_a_whole) {
  const auto expanded = replaced(session_json("complete", "pi_1"), "\"pi_1\"", intent_json("requires_capture"));
  EXPECT_EQ(answer<StripeSession>(expanded).object, "pi_1");
}

TEST(StripeObject, an_amount_or_a_currency_that_is_not_ours_to_know_is_unknown) {
  const auto intent = intent_json("requires_capture");
  for (const auto& strange :
       {intent_json("succeeded", -1), replaced(intent, "usd", "xyz"),
        replaced(intent, "\"amount_capturable\":4800", "\"amount_capturable\":-1"),
        replaced(intent, "\"amount_capturable\":4800", "\"amount_capturable\":9223372036854775807")}) {
    const auto said = answer<StripeIntent>(strange);
    EXPECT_EQ(said.state, State::unknown) << strange;
    EXPECT_THAT(said.events, IsEmpty());
  }
}

TEST(StripeObject, nonsense_is_named_by_its_place_and_never_quoted) {
  const auto session = session_json("open");
  EXPECT_EQ(wrong<StripeSession>("<!doctype html><title>Secret</title>"),
            "What the payment provider sent is not a valid checkout.session: json_invalid");
  EXPECT_EQ(wrong<StripeSession>(session.substr(0, session.size() / 2)),
            "What the payment provider sent is not a valid checkout.session: json_invalid");
  EXPECT_EQ(wrong<StripeSession>(replaced(session, "4800", "\"a lot\"")),
            "What the payment provider sent is not a valid checkout.session, amount_total: int_parsing");
  EXPECT_EQ(wrong<StripeSession>(replaced(session, "4800", "48.5")),
            "What the payment provider sent is not a valid checkout.session, amount_total: int_from_float");
  EXPECT_EQ(wrong<StripeSession>(replaced(session, "{\"order\":\"" + order + "\"}", "[]")),
            "What the payment provider sent is not a valid checkout.session, metadata: model_type");
  EXPECT_EQ(wrong<StripeSession>(replaced(session, "checkout.session", "customer")),
            "What the payment provider sent is not a valid checkout.session");
  EXPECT_EQ(wrong<StripeIntent>("{}"), "What the payment provider sent is not a valid payment_intent, object: missing");
}

TEST(StripeObject, a_time_out_of_all_bounds_is_cut) {
  EXPECT_EQ(stripe_time(-1), Timestamp());
  EXPECT_EQ(rfc3339(stripe_time(9'000'000'000'000'000'000)), "9999-12-31T23:59:59.000Z");
}

}  // namespace
}  // namespace souk::payment::testing
