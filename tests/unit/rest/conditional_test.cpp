#include "rest/conditional.hpp"

#include <gtest/gtest.h>

namespace souk::rest {
namespace {

using Fields = std::initializer_list<http::HeaderFields::Field>;

std::string_view before_dash(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

http::Response answer_to(Fields fields, std::string_view tag = "7-100") {
  const http::Request request{.headers = fields};
  return conditional(request, {.body = "{}"}, tag, before_dash);
}

unsigned status_of(Fields fields, std::string_view tag = "7-100") {
  return answer_to(fields, tag).status;
}

TEST(Conditional, a_request_without_a_condition_gets_the_answer_with_its_tag) {
  const auto answer = answer_to({{"Accept", "*/*"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  EXPECT_EQ(answer.headers, (http::Headers{{"ETag", "\"7-100\""}}));
}

TEST(Conditional, a_matching_if_none_match_gets_304_with_the_tag_and_no_body) {
  const auto answer = answer_to({{"if-none-match", "\"7-100\""}});
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.headers, (http::Headers{{"ETag", "\"7-100\""}}));
}

TEST(Conditional, if_none_match_compares_weakly_and_the_whole_tag) {
  EXPECT_EQ(status_of({{"If-None-Match", "W/\"7-100\""}}), 304);
  EXPECT_EQ(status_of({{"If-None-Match", "*"}}), 304);
  EXPECT_EQ(status_of({{"If-None-Match", "\"1-1\", \"7-100\""}}), 304);
  EXPECT_EQ(status_of({{"If-None-Match", "\"7-99\""}}), 200);
  EXPECT_EQ(status_of({{"If-None-Match", "\"7\""}}), 200);
}

TEST(Conditional, if_match_compares_strongly_and_the_essence_of_the_tag) {
  for (const auto* tag : {"\"7-100\"", "\"7-99\"", "\"7\"", "*", "\"1\" , \"7\"", "\"a,b\",\"7\""}) {
    EXPECT_EQ(status_of({{"If-Match", tag}}), 200) << tag;
  }
  for (const auto* tag : {"W/\"7-100\"", "\"8-100\"", "\"70\"", "7", "7-100", "\"7", "\"7\"x", "\"x\"7\"", "w/\"7\""}) {
    EXPECT_EQ(status_of({{"If-Match", tag}}), 412) << tag;
  }
}

TEST(Conditional, a_condition_of_several_lines_has_all_their_tags) {
  EXPECT_EQ(status_of({{"If-Match", "\"1\""}, {"X", "y"}, {"If-Match", "\"7\""}}), 200);
  EXPECT_EQ(status_of({{"If-None-Match", "\"1-1\""}, {"If-None-Match", "\"7-100\""}}), 304);
  EXPECT_EQ(status_of({{"If-Match", "*"}, {"If-Match", "\"1\""}}), 412) << "a star must be alone";
}

TEST(Conditional, an_empty_condition_never_matches) {
  EXPECT_EQ(status_of({{"If-Match", ""}}), 412);
  EXPECT_EQ(status_of({{"If-Match", " , "}}), 412);
  EXPECT_EQ(status_of({{"If-None-Match", ""}}), 200);
  EXPECT_EQ(status_of({{"If-None-Match", ""}}, ""), 200);
}

TEST(Conditional, if_match_is_decided_before_if_none_match) {
  EXPECT_EQ(status_of({{"If-None-Match", "\"7-100\""}, {"If-Match", "\"8\""}}), 412);
  EXPECT_EQ(status_of({{"If-None-Match", "\"7-100\""}, {"If-Match", "\"7\""}}), 304);
  EXPECT_EQ(status_of({{"If-None-Match", "\"6-100\""}, {"If-Match", "\"7\""}}), 200);
}

// A version of one digit.
std::optional<int> version_in(std::string_view tag) {
  return tag.size() == 1 && tag >= "0" && tag <= "9" ? std::optional(tag[0] - '0') : std::nullopt;
}

TEST(Conditional, if_match_accepts_the_states_that_its_strong_tags_name) {
  const auto accepted = [](Fields fields) {
    return accepted_by(conditions_of(http::Request{.headers = fields}).if_match, version_in);
  };
  EXPECT_EQ(accepted({{"If-Match", "\"7\", W/\"8\", \"x\", \"9\""}}), (std::vector{7, 9}));
  EXPECT_EQ(accepted({{"If-Match", "\"x\""}}), std::vector<int>());
  EXPECT_EQ(accepted({{"If-Match", "*"}}), std::nullopt);
  EXPECT_EQ(accepted({}), std::nullopt);
}

TEST(Conditional, if_none_match_excludes_the_states_that_its_tags_name) {
  const http::Request request{.headers = {{"If-None-Match", "\"7\", W/\"8\", \"x\""}}};
  EXPECT_EQ(excluded_by(conditions_of(request).if_none_match, version_in), (std::vector{7, 8}));
}

TEST(Conditional, no_cache_wants_a_fresh_answer) {
  EXPECT_TRUE(wants_fresh(http::Request{.headers = {{"cache-control", "no-cache"}}}));
  EXPECT_FALSE(wants_fresh(http::Request{.headers = {{"Cache-Control", "max-age=0"}}}));
  EXPECT_FALSE(wants_fresh(http::Request{}));
}

}  // namespace
}  // namespace souk::rest
