#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include "base/percent.hpp"

namespace souk {
namespace {

TEST(FirstCodePoint, has_its_value_and_its_size) {
  for (const auto& [text, value, size] : std::initializer_list<std::tuple<std::string_view, char32_t, std::size_t>>{
           {"az", U'a', 1}, {"\xc2\x80", 0x80, 2}, {"\xe2\x82\xac!", U'€', 3}, {"\xf4\x8f\xbf\xbf", 0x10ffff, 4}}) {
    const auto point = first_code_point(text);
    ASSERT_TRUE(point) << text;
    EXPECT_EQ(point->value, value);
    EXPECT_EQ(point->size, size);
  }
}

TEST(FirstCodePoint, is_nothing_for_invalid_utf8) {
  for (const std::string_view text : {"", "\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xed\xa0\x80",
                                      "\xf4\x90\x80\x80", "\xe2\x82", "\xe2\x28\xa1", "\xff"}) {
    EXPECT_FALSE(first_code_point(text)) << text;
  }
}

TEST(PercentDecoded, may_be_any_bytes_and_is_nothing_when_two_digits_are_missing) {
  EXPECT_EQ(percent_decoded("a%20%C3%a9%00"), std::string("a \xc3\xa9\0", 5));
  for (const auto* text : {"%", "%2", "a%2g", "%+1", "%-1", "% 1"}) EXPECT_FALSE(percent_decoded(text)) << text;
}

}  // namespace
}  // namespace souk
