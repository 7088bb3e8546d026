#include "http/message.hpp"

#include <gmock/gmock.h>

#include "http/detail/wire.hpp"

namespace souk::http::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Message, header_is_found_in_any_case) {
  Request request{.headers = {{"If-Match", "\"1\""}}};
  EXPECT_EQ(request.header("if-match"), "\"1\"");
  EXPECT_EQ(request.header("If-None-Match"), "");
}

std::string wire(Response response, Envelope envelope = {.request_id = "r1"}) {
  std::string out;
  write_response(response, envelope, out);
  return out;
}

TEST(Wire, has_no_length_where_there_is_no_body) {
  EXPECT_THAT(wire({.status = 204}), Not(HasSubstr("Content-")));
  EXPECT_THAT(wire({.status = 304, .body = "x"}), EndsWith("\r\n\r\n"));
  EXPECT_THAT(wire({.status = 202}), HasSubstr("Content-Length: 0\r\n"));
}

TEST(Wire, has_no_line_break_inside_a_header_value) {
  const auto text = wire(Response{}.with("Location", "/a\r\nSet-Cookie: b"));
  EXPECT_THAT(text, HasSubstr("Location: /a  Set-Cookie: b\r\n"));
}

}  // namespace
}  // namespace souk::http::testing
