#include "rest/idempotency_key.hpp"

#include <gtest/gtest.h>

namespace souk::rest {
namespace {

http::Request with(http::HeaderFields headers) {
  return {.method = http::Method::post, .path = "/orders", .headers = std::move(headers)};
}

std::string type_of(const Outcome<std::string>& refused) {
  return refused ? "none" : refused.error().errors.at(0).type;
}

TEST(IdempotencyKey, is_1_to_255_visible_characters) {
  for (const auto& key : {std::string("a"), std::string("!~;\"%"), std::string(255, 'k')}) {
    EXPECT_EQ(optional_idempotency_key(with({{"idempotency-key", key}})).value(), key);
  }
  for (const auto& key : {std::string(), std::string("a b"), std::string("\xc3\xa9"), std::string(256, 'k')}) {
    EXPECT_EQ(type_of(optional_idempotency_key(with({{"Idempotency-Key", key}}))), "string_pattern_mismatch") << key;
  }
}

TEST(IdempotencyKey, is_a_single_header) {
  const auto two = with({{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}});
  EXPECT_EQ(type_of(optional_idempotency_key(two)), "string_pattern_mismatch");
}

TEST(IdempotencyKey, may_be_missing_only_where_it_is_optional) {
  EXPECT_EQ(optional_idempotency_key(with({})).value(), "");
  EXPECT_EQ(type_of(required_idempotency_key(with({}))), "missing");
  EXPECT_EQ(required_idempotency_key(with({{"Idempotency-Key", "a"}})).value(), "a");
}

TEST(KeyedBody, has_every_fault_of_the_key_and_of_the_body) {
  const auto fault = [](std::string type) { return std::unexpected(not_valid({{{"body"}, std::move(type), ""}})); };
  EXPECT_EQ(keyed<int>(7, "key")->body, 7);
  EXPECT_EQ(keyed<int>(7, "key")->key, "key");
  EXPECT_EQ(keyed<int>(fault("body"), "key").error().errors.size(), 1u);
  EXPECT_EQ(keyed<int>(7, fault("key")).error().errors.size(), 1u);
  const auto both = keyed<int>(fault("body"), fault("key")).error().errors;
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].type, "key");
  EXPECT_EQ(both[1].type, "body");
}

TEST(IdempotencyKey, marks_the_answer_to_a_repeat) {
  EXPECT_EQ(replayable({.status = 201}, true).headers, (http::Headers{{"Idempotent-Replayed", "true"}}));
  EXPECT_EQ(replayable({.status = 201}, false).headers, http::Headers());
}

TEST(IdempotencyKey, is_named_in_the_refusal_of_another_body) {
  constexpr Code reused{"reused", 422, "Reused"};
  EXPECT_EQ(key_reused(reused).code, reused);
  EXPECT_EQ(key_reused(reused).detail, "This Idempotency-Key was used with another body.");
}

}  // namespace
}  // namespace souk::rest
