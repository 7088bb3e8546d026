#include "http/message.hpp"

#include <gmock/gmock.h>

#include "http/wire.hpp"

namespace souk::http::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

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
    const auto wish = with_body(R"({"name":"tea","count":2})", type).read<Wish>();
    ASSERT_TRUE(wish) << type;
    EXPECT_EQ(wish->name.value(), "tea");
  }
}

TEST(Message, body_of_another_type_is_refused) {
  for (const char* type : {"", "text/plain", "application/jsonp", "application/x-www-form-urlencoded"}) {
    EXPECT_EQ(with_body("{}", type).read<Wish>().error().code, Code::unsupported_media_type) << type;
  }
}

TEST(Message, body_that_does_not_validate_names_every_fault) {
  const auto refusal = with_body(R"({"name":"","count":10})", "application/json").read<Wish>().error();
  EXPECT_EQ(refusal.code, Code::validation_failed);
  EXPECT_EQ(refusal.errors.size(), 2);
}

TEST(Message, query_is_read_as_a_struct_and_the_last_of_two_names_counts) {
  Request request{.query = "count=1&name=green+tea&count=2&other=x"};
  const auto wish = request.read_query<Wish>();
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->name.value(), "green tea");
  EXPECT_EQ(wish->count.value(), 2);
}

TEST(Message, query_that_does_not_validate_says_where) {
  const auto refusal = Request{.query = "count=x&name=%ff"}.read_query<Wish>().error();
  ASSERT_EQ(refusal.errors.size(), 1);
  EXPECT_EQ(refusal.errors[0].loc, (Location{"query", "count"}));
}

TEST(Message, the_link_to_the_next_page_keeps_the_query) {
  EXPECT_EQ(link_to_next("/teas", {{"q", "green & black"}, {"limit", "5"}}),
            "</teas?q=green%20%26%20black&limit=5>; rel=\"next\"");
}

TEST(Message, header_is_found_in_any_case) {
  Request request{.headers = {{"If-Match", "\"1\""}}};
  EXPECT_EQ(request.header("if-match"), "\"1\"");
  EXPECT_EQ(request.header("If-None-Match"), "");
}

TEST(Message, id_that_is_no_ulid_names_nothing) {
  Request request;
  request.parameters = {{"id", "01H28HATR7JG2YBH22ABPJWW33"}, {"bad", "1"}};
  EXPECT_EQ(request.id_parameter("id", Code::product_not_found)->text(), "01H28HATR7JG2YBH22ABPJWW33");
  EXPECT_EQ(request.id_parameter("bad", Code::product_not_found).error().code, Code::product_not_found);
  EXPECT_EQ(request.id_parameter("none", Code::order_not_found).error().code, Code::order_not_found);
}

TEST(Problem, has_the_members_of_the_contract) {
  const auto response = problem({Code::sold_out, "No \"tea\" is left"}, "r1");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body, R"({"type":"urn:souk:problem:sold_out","title":"Sold out","status":409,)"
                           R"("detail":"No \"tea\" is left","code":"sold_out","request_id":"r1"})");
}

TEST(Problem, lists_every_fault_with_its_place) {
  const Fault item{{"body", "items", std::size_t{3}, "price"}, "missing", "Field required"};
  const Fault whole{{"body"}, "json_invalid", "Not JSON"};
  EXPECT_THAT(problem({Code::validation_failed, "d", {item, whole}}, "r1").body,
              EndsWith(R"("errors":[{"loc":["body","items",3,"price"],"type":"missing","msg":"Field required"},)"
                       R"({"loc":["body"],"type":"json_invalid","msg":"Not JSON"}]})"));
}

TEST(Problem, has_one_status_for_each_code) {
  for (auto code = Code::bad_request; code <= Code::unavailable; code = static_cast<Code>(static_cast<int>(code) + 1)) {
    EXPECT_GE(status_of(code), 400) << word(code);
    EXPECT_LE(status_of(code), 503) << word(code);
    EXPECT_FALSE(title_of(code).empty()) << word(code);
  }
}

std::string wire(Response response, Envelope envelope = {.request_id = "r1"}) {
  std::string out;
  write_response(response, envelope, out);
  return out;
}

TEST(Wire, has_no_length_where_there_is_no_body) {
  EXPECT_THAT(wire(no_content()), Not(HasSubstr("Content-")));
  EXPECT_THAT(wire({.status = 304, .body = "x"}), EndsWith("\r\n\r\n"));
  EXPECT_THAT(wire({.status = 202}), HasSubstr("Content-Length: 0\r\n"));
}

TEST(Wire, lets_no_header_value_end_its_line) {
  const auto text = wire(Response{}.with("Location", "/a\r\nSet-Cookie: b"));
  EXPECT_THAT(text, HasSubstr("Location: /a  Set-Cookie: b\r\n"));
}

}  // namespace
}  // namespace souk::http::testing
