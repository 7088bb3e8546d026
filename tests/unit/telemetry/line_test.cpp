#include "telemetry/line.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace souk::telemetry {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string json_of(std::vector<log::Field> fields) {
  return json_line(Timestamp(Milliseconds(1'700'000'000'042)), "inventory api", log::Level::warn, "redis_lost", fields);
}

std::string json_of_value(std::string value) {
  const std::string line = json_of({{"v", std::move(value)}});
  const std::string before = "\"event\":\"redis_lost\",\"v\":";
  return line.substr(line.find(before) + before.size());
}

TEST(JsonLine, begins_with_time_level_service_and_event) {
  EXPECT_EQ(json_of({{"address", "127.0.0.1:6390"}, {"attempt", "3"}}),
            R"({"time":"2023-11-14T22:13:20.042Z","level":"warn","service":"inventory api","event":"redis_lost",)"
            R"("address":"127.0.0.1:6390","attempt":"3"})");
}

TEST(JsonLine, without_fields_is_an_object_too) {
  EXPECT_THAT(json_of({}), EndsWith(R"("event":"redis_lost"})"));
}

TEST(JsonLine, a_field_cannot_take_the_name_of_another) {
  EXPECT_THAT(json_of({{"level", "a"}, {"time", "b"}, {"x", "c"}, {"x", "d"}, {"x_", "e"}}),
              EndsWith(R"(,"level_":"a","time_":"b","x":"c","x_":"d","x__":"e"})"));
}

TEST(JsonLine, quotes_and_control_characters_are_escaped) {
  EXPECT_EQ(json_of_value("a\"b\\c\nd\re\tf\x01g\x1Bh\x7F"), R"("a\"b\\c\nd\re\tf\u0001g\u001bh\u007f"})");
  EXPECT_EQ(json_of_value(std::string("\0", 1)), R"("\u0000"})");
  EXPECT_EQ(json_of_value("\u009B31m"), R"("\u009b31m"})");
}

TEST(JsonLine, utf8_of_every_length_is_unchanged) {
  EXPECT_EQ(json_of_value("\u00E9 \u20AC \uD7FF \uE000 \U00010000 \U0010FFFF"),
            "\"\u00E9 \u20AC \uD7FF \uE000 \U00010000 \U0010FFFF\"}");
}

TEST(JsonLine, invalid_utf8_is_replaced) {
  EXPECT_EQ(json_of_value("a\xFFz"), "\"a\uFFFDz\"}");
  EXPECT_EQ(json_of_value("a\xC3"), "\"a\uFFFD\"}");                              // cut off
  EXPECT_EQ(json_of_value("\xC0\x80"), "\"\uFFFD\uFFFD\"}");                      // overlong
  EXPECT_EQ(json_of_value("\xE0\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\"}");            // overlong
  EXPECT_EQ(json_of_value("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"}");            // a surrogate
  EXPECT_EQ(json_of_value("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"}");  // above U+10FFFF
  EXPECT_EQ(json_of_value("\xE2\x82z"), "\"\uFFFD\uFFFDz\"}");                    // the following byte is kept
}

TEST(JsonLine, names_are_escaped_like_values) {
  EXPECT_THAT(json_of({{"a\"\n", "1"}}), EndsWith(R"("a\"\n":"1"})"));
}

TEST(TextLine, is_the_event_and_its_fields) {
  const std::vector<log::Field> fields = {{"address", "127.0.0.1:6390"}, {"attempt", "3"}};
  EXPECT_EQ(text_line("redis_lost", fields), "redis_lost address=127.0.0.1:6390 attempt=3");
}

TEST(TextLine, quotes_a_value_that_is_not_a_single_word) {
  const std::vector<log::Field> fields = {{"a", "two words"}, {"b", ""}, {"c", "x=y"}, {"d", "say \"hi\""}};
  EXPECT_EQ(text_line("e", fields), R"(e a="two words" b="" c="x=y" d="say \"hi\"")");
}

TEST(TextLine, no_value_ends_the_line_or_controls_the_terminal) {
  const std::vector<log::Field> fields = {{"a", "x\n12:00:00 error forged"}, {"b", "\x1B[2J"}, {"c", "\u009B2J"}};
  EXPECT_EQ(text_line("e", fields), R"(e a="x\n12:00:00 error forged" b="\u001b[2J" c="\u009b2J")");
}

}  // namespace
}  // namespace souk::telemetry
