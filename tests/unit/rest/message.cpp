#include "rest/message.hpp"

#include <gmock/gmock.h>

#include "rest/refusals.hpp"

namespace souk::rest::testing {
namespace {

using ::testing::EndsWith;

struct Wish {
  describe::Text<1, 10> name;
  describe::Integer<1, 9> count;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (name, count))

Request with_body(std::string body, std::string content_type) {
  return {.method = Method::post, .path = "/", .headers = {{"content-type", content_type}}, .body = std::move(body)};
}

TEST(Message, body_is_read_as_a_struct) {
  for (const char* type : {"application/json", "Application/JSON ; charset=utf-8", "application/merge-patch+json"}) {
    const auto wish = read_body<Wish>(with_body(R"({"name":"tea","count":2})", type));
    ASSERT_TRUE(wish) << type;
    EXPECT_EQ(wish->name.value(), "tea");
  }
}

TEST(Message, body_of_another_type_is_refused) {
  for (const char* type : {"", "text/plain", "application/jsonp", "application/x-www-form-urlencoded"}) {
    EXPECT_EQ(read_body<Wish>(with_body("{}", type)).error().code, unsupported_media_type) << type;
  }
}

TEST(Message, a_file_has_a_type_of_its_family_or_none_in_particular) {
  for (const char* type : {"image/png", "IMAGE/x-anything; a=b", "application/octet-stream"}) {
    EXPECT_TRUE(expect_file(with_body("x", type), "image")) << type;
  }
  for (const char* type : {"", "image", "imagery/png", "text/html", "application/json", "video/image/png"}) {
    EXPECT_EQ(expect_file(with_body("x", type), "image").error().code, unsupported_media_type) << type;
  }
  auto packed = with_body("x", "image/png");
  packed.headers.add("Content-Encoding", "gzip");
  EXPECT_EQ(expect_file(packed, "image").error().code, unsupported_media_type);
}

TEST(Message, an_invalid_body_lists_every_fault) {
  const auto refusal = read_body<Wish>(with_body(R"({"name":"","count":10})", "application/json")).error();
  EXPECT_EQ(refusal.code, validation_failed);
  EXPECT_EQ(refusal.errors.size(), 2);
}

TEST(Message, query_is_read_as_a_struct_and_the_last_of_two_names_counts) {
  Request request{.query = "count=1&name=green+tea&count=2&other=x"};
  const auto wish = read_query<Wish>(request);
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->name.value(), "green tea");
  EXPECT_EQ(wish->count.value(), 2);
}

TEST(Message, an_invalid_query_has_the_position_of_the_fault) {
  const auto refusal = read_query<Wish>({.query = "count=x&name=%ff"}).error();
  ASSERT_EQ(refusal.errors.size(), 1);
  EXPECT_EQ(refusal.errors[0].loc, (Location{"query", "count"}));
}

TEST(Message, a_fault_found_behind_the_handler_gets_its_part_of_the_request) {
  const auto refusal = within("body", not_valid({{{"lines", std::size_t{1}, "id"}, "value_error", "No."},
                                                 {{"reason"}, "missing", "Field required"}}));
  EXPECT_EQ(refusal.code, validation_failed);
  EXPECT_EQ(refusal.detail, "body.lines.1.id: No.; 1 more in `errors`");
  EXPECT_EQ(refusal.errors[0].loc, (Location{"body", "lines", std::size_t{1}, "id"}));
  EXPECT_EQ(refusal.errors[1].loc, (Location{"body", "reason"}));
  const auto other = within("body", {not_found, "none"});
  EXPECT_EQ(other.code, not_found);
  EXPECT_EQ(other.detail, "none");
}

TEST(Message, the_link_to_the_next_page_keeps_the_query) {
  EXPECT_EQ(link_to_next("/teas", {{"q", "green & black"}, {"limit", "5"}}),
            "</teas?q=green%20%26%20black&limit=5>; rel=\"next\"");
}

TEST(Message, an_id_that_is_not_a_ulid_names_nothing) {
  constexpr Code gone{"gone", 410, "Gone"};
  Request request;
  request.parameters = {{"id", "01H28HATR7JG2YBH22ABPJWW33"}, {"bad", "1"}};
  EXPECT_EQ(id_parameter(request, "id", not_found)->text(), "01H28HATR7JG2YBH22ABPJWW33");
  EXPECT_EQ(id_parameter(request, "bad", not_found).error().code, not_found);
  EXPECT_EQ(id_parameter(request, "none", gone).error().code, gone);
}

TEST(Problem, has_the_members_of_the_contract) {
  constexpr Code sold_out{"sold_out", 409, "Sold out"};
  const auto response = problem({sold_out, "No \"tea\" is left"}, "r1");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body, R"({"type":"urn:souk:problem:sold_out","title":"Sold out","status":409,)"
                           R"("detail":"No \"tea\" is left","code":"sold_out","request_id":"r1"})");
}

TEST(Problem, lists_every_fault_with_its_position) {
  const Fault item{{"body", "items", std::size_t{3}, "price"}, "missing", "Field required"};
  const Fault whole{{"body"}, "json_invalid", "Not JSON"};
  EXPECT_THAT(problem({validation_failed, "d", {item, whole}}, "r1").body,
              EndsWith(R"("errors":[{"loc":["body","items",3,"price"],"type":"missing","msg":"Field required"},)"
                       R"({"loc":["body"],"type":"json_invalid","msg":"Not JSON"}]})"));
}

TEST(Problem, has_the_headers_of_its_status) {
  using Headers = http::Headers;
  const auto headers = [](unsigned status) { return problem({{"a_word", status, "Title"}, "d"}, "r1").headers; };
  EXPECT_EQ(headers(401), (Headers{{"WWW-Authenticate", "Bearer"}}));
  EXPECT_EQ(headers(415), (Headers{{"Accept-Encoding", "identity"}}));
  EXPECT_EQ(headers(503), (Headers{{"Retry-After", "1"}}));
  EXPECT_EQ(headers(404), Headers());
}

}  // namespace
}  // namespace souk::rest::testing
