#include "payment/provider/stripe_notifications.hpp"

#include <gmock/gmock.h>

#include "payment/provider/stripe_objects.hpp"
#include "payment/provider/stripe_signature.hpp"
#include "unit/payment/stripe_objects.hpp"

namespace souk::payment::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using State = ProviderAnswer::State;

const std::string ours = "whsec_ours", older = "whsec_older";
constexpr std::int64_t sent_at = 1'700'000'000;

Timestamp after(int seconds) {
  return stripe_time(sent_at + seconds);
}

std::string signature(std::string_view secret, std::string_view body, std::string time = std::to_string(sent_at)) {
  return stripe_signature(secret, time, body);
}

std::string header(std::string_view secret, std::string_view body) {
  return "t=" + std::to_string(sent_at) + ",v1=" + signature(secret, body);
}

std::string refused(std::string_view header, std::string_view body, int seconds = 0) {
  const std::vector<std::string> secrets{ours, older};
  const auto checked = check_signature(header, body, secrets, after(seconds));
  return checked ? "" : checked.error();
}

TEST(StripeSignature, covers_the_bytes_as_they_came) {
  for (const auto& body :
       std::vector<std::string>{R"({ "a" :1.50e0,"b":"\u00e9" })", "{\"a\":\"é\"}\r\n", "", {'\0', '\xff'}}) {
    EXPECT_EQ(refused(header(ours, body), body), "");
    EXPECT_THAT(refused(header(ours, body), body + " "), HasSubstr("not of one of our secrets"));
  }
}

// The value is computed with `openssl dgst -sha256 -hmac whsec_ours`, not by our own code.
TEST(StripeSignature, is_hmac_sha_256_over_time_and_body) {
  EXPECT_EQ(refused("t=1700000000,v1=73ea0e5589bb3d5b68ddb084549079d4337415078cbeecd1c717f8399a4c89ac", "{}"), "");
}

TEST(StripeSignature, of_every_accepted_secret_counts) {
  EXPECT_EQ(refused(header(older, "{}"), "{}"), "");
  EXPECT_THAT(refused(header("whsec_other", "{}"), "{}"), HasSubstr("not of one of our secrets"));
}

TEST(StripeSignature, one_right_one_among_several_is_enough) {
  const auto time = "t=" + std::to_string(sent_at);
  const auto right = signature(ours, "{}"), wrong = signature("whsec_other", "{}");
  EXPECT_EQ(refused(time + ",v1=" + wrong + ",v1=" + right + ",v0=x", "{}"), "");
  EXPECT_EQ(refused(" v1=" + right + " , " + time, "{}"), "");
  EXPECT_NE(refused(time + ",v1=" + wrong + ",v1=" + wrong, "{}"), "");
  EXPECT_NE(refused(time + ",v0=" + right, "{}"), "");
  EXPECT_NE(refused(time + ",v1=" + right.substr(0, 63), "{}"), "");
}

TEST(StripeSignature, is_valid_for_300_seconds_in_both_directions) {
  const auto given = header(ours, "{}");
  for (const int seconds : {-300, 0, 300}) EXPECT_EQ(refused(given, "{}", seconds), "") << seconds;
  for (const int seconds : {-301, 301}) {
    EXPECT_EQ(refused(given, "{}", seconds), "The signature's time is more than 300 s from ours") << seconds;
  }
}

TEST(StripeSignature, without_its_parts_is_refused) {
  for (const std::string given : {"", "t=1", "v1=ab", "t=,v1=ab", "hello", ",,,"}) {
    EXPECT_THAT(refused(given, "{}"), HasSubstr("missing")) << given;
  }
  for (const std::string time : {"soon", "-1", "1e9", "99999999999999999999"}) {
    EXPECT_THAT(refused("t=" + time + ",v1=" + signature(ours, "{}", time), "{}"), HasSubstr("number of seconds"));
  }
}

std::string event(std::string type, const std::string& object, const std::string& more = "") {
  return R"({"id":"evt_1","object":"event","api_version":"2024-06-20","created":1700000500,"data":{"object":)" +
         object + R"(},"livemode":false,)" + more + R"("pending_webhooks":1,"type":")" + type + R"("})";
}

std::expected<ProviderAnswer, std::string> verify(const std::string& body, std::optional<bool> live = {}) {
  const StripeNotifications notifications({ours, older}, live);
  return notifications.verify(body, {{"stripe-signature", header(ours, body)}}, after(1));
}

std::vector<std::string> ids(const std::string& type, const std::string& object) {
  std::vector<std::string> ids;
  const auto said = verify(event(type, object));
  EXPECT_TRUE(said) << said.error();
  for (const auto& one : said->events) ids.push_back(one.id());
  EXPECT_EQ(said->state, State::known);
  return ids;
}

TEST(StripeNotification, states_what_its_object_states) {
  EXPECT_THAT(ids("checkout.session.expired", session_json("expired")), ElementsAre("expired:cs_1"));
  EXPECT_THAT(ids("payment_intent.amount_capturable_updated", intent_json("requires_capture")),
              ElementsAre("authorized:pi_1"));
  EXPECT_THAT(ids("payment_intent.succeeded", intent_json("succeeded", 4800)),
              ElementsAre("authorized:pi_1", "captured:pi_1"));
  EXPECT_THAT(ids("payment_intent.canceled", intent_json("canceled")), ElementsAre("cancelled:pi_1"));
  EXPECT_THAT(ids("refund.created", refund_json("succeeded")), ElementsAre("refunded:1"));
  EXPECT_THAT(ids("refund.failed", refund_json("failed")), ElementsAre("refund_failed:1"));
  EXPECT_THAT(ids("charge.refund.updated", refund_json("succeeded", "")), ElementsAre("refunded:re_1"));
  EXPECT_THAT(ids("charge.dispute.created", dispute_json()), ElementsAre("disputed:dp_1"));
}

TEST(StripeNotification, dates_what_its_object_does_not_date) {
  const auto said = verify(event("checkout.session.expired", session_json("expired")));
  EXPECT_EQ(said->events.front().at, stripe_time(1'700'000'500));
}

TEST(StripeNotification, that_says_nothing_certain_asks_for_a_lookup) {
  const auto completed = verify(event("checkout.session.completed", session_json("complete", "pi_1")));
  EXPECT_EQ(completed->state, State::unknown);
  EXPECT_EQ(completed->reference, order);
  EXPECT_EQ(completed->object, "pi_1");
  const auto refunded = verify(event("charge.refunded", charge_json()));
  EXPECT_EQ(refunded->state, State::unknown);
  EXPECT_EQ(refunded->object, "pi_1");
}

TEST(StripeNotification, of_a_declined_card_asks_for_nothing) {
  EXPECT_THAT(ids("payment_intent.payment_failed", intent_json("requires_payment_method")), IsEmpty());
  EXPECT_THAT(ids("payment_intent.created", intent_json("requires_payment_method")), IsEmpty());
  EXPECT_THAT(ids("refund.created", refund_json("pending")), IsEmpty());
}

TEST(StripeNotification, of_a_type_that_we_do_not_use_says_so) {
  const auto said = verify(event("customer.created", R"({"id":"cus_1","object":"customer"})"));
  ASSERT_TRUE(said);
  EXPECT_EQ(said->state, State::known);
  EXPECT_THAT(said->events, IsEmpty());
  EXPECT_EQ(said->why, "An event of this type says nothing about our payments");
}

TEST(StripeNotification, is_refused_with_the_reason) {
  const StripeNotifications notifications({ours}, {});
  const auto intent = intent_json("succeeded", 4800);
  EXPECT_THAT(notifications.verify("{}", {}, after(0)).error(), HasSubstr("missing"));
  EXPECT_THAT(verify(std::string(StripeNotifications::max_body + 1, ' ')).error(), HasSubstr("1 MiB"));
  EXPECT_THAT(verify("hello").error(), HasSubstr("not a valid event"));
  EXPECT_THAT(verify(event("payment_intent.succeeded", session_json("open"))).error(), HasSubstr("data, object"));
  EXPECT_THAT(verify(event("payment_intent.succeeded", "{}")).error(), HasSubstr("missing"));
  EXPECT_THAT(verify(event("payment_intent.succeeded", intent, R"("account":"acct_2",)")).error(),
              HasSubstr("another account"));
  EXPECT_THAT(verify(event("payment_intent.succeeded", intent), true).error(), HasSubstr("other mode"));
  EXPECT_TRUE(verify(event("payment_intent.succeeded", intent), false));
}

}  // namespace
}  // namespace souk::payment::testing
