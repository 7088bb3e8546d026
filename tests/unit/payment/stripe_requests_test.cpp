#include "payment/provider/stripe_requests.hpp"

#include <gmock/gmock.h>

#include "http/target.hpp"
#include "payment/provider/stripe_amounts.hpp"
#include "unit/in_currency.hpp"
#include "unit/payment/stripe_objects.hpp"

namespace souk::payment::testing {
namespace {

using souk::testing::InCurrency;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using Field = std::pair<std::string, std::string>;

const auto pk = Ulid::parse(order).value();

PaymentStep step(unsigned attempt = 1) {
  return {.pk = pk, .attempt = attempt, .amount = Money::minor(4800)};
}

Purchase purchase() {
  return {.step = step(),
          .lines = {{"Lamp & more, \"grün\"", 2, Money::minor(2400)}},
          .email = "ada@example.com",
          .success_url = "https://shop.example/orders/1?paid=1",
          .cancel_url = "https://shop.example/orders/1",
          .session_end = Timestamp(std::chrono::milliseconds(1'700'002'000'999))};
}

Fields form(const Purchase& purchase) {
  return http::parse_query(create_session(purchase).value().body);
}

TEST(StripeRequest, opens_a_session_that_we_capture) {
  const auto request = create_session(purchase()).value();
  EXPECT_EQ(request.target, "/v1/checkout/sessions");
  EXPECT_EQ(request.idempotency_key, order + ":authorize:1");
  EXPECT_THAT(
      http::parse_query(request.body),
      ElementsAre(Field("mode", "payment"), Field("client_reference_id", order), Field("metadata[order]", order),
                  Field("metadata[number]", "PXBW-JH7K"), Field("payment_intent_data[capture_method]", "manual"),
                  Field("payment_intent_data[metadata][order]", order),
                  Field("success_url", "https://shop.example/orders/1?paid=1"),
                  Field("cancel_url", "https://shop.example/orders/1"), Field("expires_at", "1700002000"),
                  Field("customer_email", "ada@example.com"), Field("line_items[0][quantity]", "2"),
                  Field("line_items[0][price_data][currency]", "usd"),
                  Field("line_items[0][price_data][unit_amount]", "2400"),
                  Field("line_items[0][price_data][product_data][name]", "Lamp & more, \"grün\"")));
}

TEST(StripeRequest, is_the_same_bytes_when_it_is_repeated) {
  EXPECT_EQ(create_session(purchase())->body, create_session(purchase())->body);
}

TEST(StripeRequest, leaves_out_an_address_that_stripe_would_refuse) {
  auto without = purchase();
  for (const auto* email : {"", "ada@grün.example"}) {
    without.email = email;
    EXPECT_THAT(form(without), Not(Contains(::testing::Key("customer_email"))));
  }
}

TEST(StripeRequest, has_a_key_for_each_step_and_attempt) {
  EXPECT_EQ(expire_session(step(), "cs_1").idempotency_key, order + ":expire:1");
  EXPECT_EQ(capture_intent(step(2), "pi_1").idempotency_key, order + ":capture:2");
  EXPECT_EQ(cancel_intent(step(), "pi_1").idempotency_key, order + ":cancel:1");
  EXPECT_EQ(create_refund(step(3), "pi_1", 2, Money::minor(1))->idempotency_key, order + ":refund:2:3");
}

TEST(StripeRequest, names_its_object_in_the_path_whatever_its_id_holds) {
  EXPECT_EQ(expire_session(step(), "cs_1").target, "/v1/checkout/sessions/cs_1/expire");
  EXPECT_EQ(capture_intent(step(), "pi_1/../x?y").target, "/v1/payment_intents/pi_1%2F..%2Fx%3Fy/capture");
  EXPECT_EQ(cancel_intent(step(), "pi_1").target, "/v1/payment_intents/pi_1/cancel");
}

TEST(StripeRequest, refunds_an_amount_under_our_number) {
  const auto request = create_refund(step(), "pi_1", 2, Money::minor(1200)).value();
  EXPECT_EQ(request.target, "/v1/refunds");
  EXPECT_THAT(http::parse_query(request.body),
              ElementsAre(Field("payment_intent", "pi_1"), Field("amount", "1200"), Field("metadata[order]", order),
                          Field("metadata[refund]", "2")));
}

TEST(StripeRequest, asks_for_pages_of_a_hundred) {
  EXPECT_EQ(intents_since(Timestamp(std::chrono::seconds(5)), ""), "/v1/payment_intents?created%5Bgte%5D=5&limit=100");
  EXPECT_EQ(refunds_of("pi_1", "re_9"), "/v1/refunds?payment_intent=pi_1&limit=100&starting_after=re_9");
}

std::optional<std::int64_t> sent(std::string_view code, std::int64_t minor_units) {
  return stripe_amount(Money::minor(minor_units), *Currency::find(code));
}

TEST(StripeAmount, is_minor_units) {
  EXPECT_EQ(sent("USD", 2400), 2400);
  EXPECT_EQ(sent("JPY", 500), 500);
  EXPECT_EQ(sent("BHD", 5120), 5120);
}

TEST(StripeAmount, follows_stripes_exceptions) {
  EXPECT_EQ(sent("ISK", 5), 500);
  EXPECT_EQ(sent("UGX", 5), 500);
  EXPECT_EQ(sent("MGA", 500), 5);
  EXPECT_EQ(sent("MGA", 501), std::nullopt);
  EXPECT_EQ(sent("KWD", 5124), std::nullopt);
}

TEST(StripeAmount, is_read_as_it_is_sent) {
  for (const std::string_view code : {"USD", "JPY", "BHD", "ISK", "UGX", "MGA"}) {
    const auto currency = *Currency::find(code);
    EXPECT_EQ(money_of_stripe(sent(code, 12'300).value(), currency), Money::minor(12'300)) << code;
    EXPECT_EQ(money_of_stripe(-1, currency), std::nullopt);
  }
  EXPECT_EQ(money_of_stripe(150, *Currency::find("ISK")), std::nullopt);
}

TEST(StripeAmount, is_sent_in_the_shops_currency) {
  const InCurrency yen("JPY");
  EXPECT_THAT(form(purchase()), Contains(Field("line_items[0][price_data][currency]", "jpy")));
}

TEST(StripeAmount, that_cannot_be_charged_makes_no_request) {
  const InCurrency dinar("BHD");
  auto odd = purchase();
  odd.lines[0].total = Money::minor(5124);
  EXPECT_EQ(create_session(odd), std::nullopt);
  EXPECT_EQ(create_refund(step(), "pi_1", 1, Money::minor(1)), std::nullopt);
}

}  // namespace
}  // namespace souk::payment::testing
