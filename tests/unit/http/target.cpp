#include "http/target.hpp"

#include <gmock/gmock.h>

namespace souk::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Target, is_a_path_and_a_query) {
  const auto target = parse_target("/a/b?c=d?e");
  EXPECT_EQ(target->path, "/a/b");
  EXPECT_EQ(target->query, "c=d?e");
}

TEST(Target, may_be_in_absolute_form) {
  EXPECT_EQ(parse_target("http://h:80/p?q")->path, "/p");
  EXPECT_EQ(parse_target("http://h:80/p?q")->query, "q");
  EXPECT_EQ(parse_target("HTTP://h")->path, "/");
  EXPECT_EQ(parse_target("http://h?q")->query, "q");
}

TEST(Target, of_any_other_form_is_refused) {
  for (std::string_view text : {"", "p", "h:80", "http://", "http:///p", "ftp://h/p", "?q", "*a"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(PercentDecode, decodes_utf8) {
  EXPECT_EQ(percent_decode("caf%C3%A9%2F+"), "caf\xc3\xa9/+");
}

TEST(PercentDecode, refuses_bytes_that_are_not_text) {
  for (std::string_view text :
       {"%", "%1", "%zz", "a%2", "%00", "%ff", "%c3", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "\xff"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(Query, has_names_and_values) {
  EXPECT_THAT(parse_query("a=1&b=x+y%21&&c&=d&e=f=g"),
              ElementsAre(Pair("a", "1"), Pair("b", "x y!"), Pair("c", ""), Pair("", "d"), Pair("e", "f=g")));
  EXPECT_THAT(parse_query(""), ElementsAre());
}

TEST(Query, keeps_text_that_does_not_decode) {
  EXPECT_THAT(parse_query("a=100%&b=%ff"), ElementsAre(Pair("a", "100%"), Pair("b", "%ff")));
}

TEST(PercentEncoding, of_any_text_decodes_to_it) {
  EXPECT_EQ(percent_encode("a&b=c d+é/~-._Z9"), "a%26b%3Dc%20d%2B%C3%A9%2F~-._Z9");
  EXPECT_EQ(percent_decode(percent_encode("\"%00 茶?#")), "\"%00 茶?#");
}

}  // namespace
}  // namespace souk::http
