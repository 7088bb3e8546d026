#include "payment/provider/stripe_reply.hpp"

#include <gmock/gmock.h>

namespace souk::payment::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using State = ProviderAnswer::State;

StripeFailure failure(unsigned status, std::string body = "", http::Headers headers = {}) {
  return reply_of({status, std::move(headers), std::move(body)}).error();
}

std::string error(std::string type, std::string more = "") {
  return R"({"error":{"type":")" + type + R"(","message":"No such thing: ada@example.com")" + more + "}}";
}

TEST(StripeReply, is_the_object_with_status_200) {
  EXPECT_EQ(reply_of({200, {}, "{}"}).value(), "{}");
}

TEST(StripeReply, of_400_and_402_refuses) {
  const auto wrong =
      failure(400, error("invalid_request_error", R"(,"code":"amount_too_small","param":"line_items[0]")"));
  EXPECT_TRUE(wrong.refused);
  EXPECT_EQ(wrong.param, "line_items[0]");
  EXPECT_EQ(wrong.answer.why, "The payment provider refuses: amount_too_small (line_items[0])");
  EXPECT_TRUE(failure(402, error("card_error", R"(,"code":"card_declined")")).refused);
}

TEST(StripeReply, never_repeats_stripes_sentences) {
  EXPECT_THAT(failure(400, error("invalid_request_error")).answer.why, Not(HasSubstr("ada")));
  EXPECT_EQ(failure(400, error("invalid_request_error", R"(,"code":"<b>ada@example.com")")).answer.why,
            "The payment provider refuses: ?b?ada?example?com");
}

TEST(StripeReply, says_what_is_missing) {
  EXPECT_TRUE(failure(404, error("invalid_request_error")).missing);
  EXPECT_FALSE(failure(400, error("invalid_request_error")).missing);
}

TEST(StripeReply, of_everything_else_is_unknown) {
  for (const unsigned status : {100U, 201U, 302U, 404U, 409U, 418U, 429U, 500U, 502U, 503U}) {
    const auto said = failure(status, error("invalid_request_error"));
    EXPECT_FALSE(said.refused) << status;
    EXPECT_EQ(said.answer.state, State::unknown) << status;
    EXPECT_THAT(said.answer.why, HasSubstr(std::to_string(status)));
  }
  for (const auto& body : {std::string(), std::string("<html>"), error("idempotency_error"), error("api_error")}) {
    EXPECT_FALSE(failure(400, body).refused) << body;
    EXPECT_EQ(failure(400, body).answer.state, State::unknown) << body;
  }
}

TEST(StripeReply, to_a_wrong_secret_is_not_allowed) {
  for (const unsigned status : {401U, 403U}) EXPECT_EQ(failure(status).answer.state, State::not_allowed);
}

TEST(StripeReply, that_repeats_a_failure_ends_the_attempt) {
  const http::Headers replayed{{"idempotent-replayed", "true"}};
  EXPECT_TRUE(failure(500, "", replayed).answer.attempt_spent);
  EXPECT_FALSE(failure(500).answer.attempt_spent);
  EXPECT_FALSE(failure(409, "", replayed).answer.attempt_spent);
}

TEST(StripeReply, to_a_key_of_another_request_ends_the_attempt) {
  EXPECT_TRUE(failure(400, error("idempotency_error")).answer.attempt_spent);
  EXPECT_FALSE(failure(400, error("api_error")).answer.attempt_spent);
}

TEST(StripeReply, says_when_to_ask_again) {
  EXPECT_EQ(failure(429, "", {{"Retry-After", "7"}}).answer.retry_after, std::chrono::seconds(7));
  for (const auto* later : {"", "Sat, 28 Nov 2026 18:00:00 GMT", "-1", "3601", "1.5"}) {
    EXPECT_EQ(failure(429, "", {{"Retry-After", later}}).answer.retry_after, std::nullopt) << later;
  }
}

}  // namespace
}  // namespace souk::payment::testing
