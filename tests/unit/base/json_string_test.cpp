#include "base/json_string.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

std::string quoted(std::string_view text, JsonReader reader) {
  std::string out = "a";
  append_json_string(out, text, reader);
  return out;
}

TEST(JsonString, escapes_quotes_backslashes_and_control_characters_for_every_reader) {
  for (const auto reader : {JsonReader::parser, JsonReader::terminal}) {
    EXPECT_EQ(quoted("", reader), R"(a"")");
    EXPECT_EQ(quoted("b\"c\\\n\r\t\x1b\x01 d", reader), R"(a"b\"c\\\n\r\t\u001b\u0001 d")");
    EXPECT_EQ(quoted("b\u00e9\u20ac\U0001f600", reader), "a\"b\u00e9\u20ac\U0001f600\"");
  }
}

TEST(JsonString, escapes_what_a_terminal_interprets_and_replaces_what_is_not_utf8_only_for_terminals) {
  EXPECT_EQ(quoted("\x7f\u009b!", JsonReader::parser), "a\"\x7f\u009b!\"");
  EXPECT_EQ(quoted("\x7f\u009b!", JsonReader::terminal), R"(a"\u007f\u009b!")");
  EXPECT_EQ(quoted("b\xff\xc3", JsonReader::parser), "a\"b\xff\xc3\"");
  EXPECT_EQ(quoted("b\xff\xc3", JsonReader::terminal), "a\"b\uFFFD\uFFFD\"");
}

}  // namespace
}  // namespace souk
