#include "describe/text_profile.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace souk::describe {
namespace {

std::string encoded(char32_t point) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xc0 | (point >> 6)), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xe0 | (point >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | (point >> 18)), tail(12), tail(6), tail(0)};
}

TextProfile seen(std::string_view text) {
  const auto profile = profile_of(text);
  if (!profile) throw std::invalid_argument("not UTF-8");
  return *profile;
}

TEST(Utf8, every_code_point_except_surrogates_is_valid) {
  std::size_t taken = 0;
  for (char32_t point = 0; point <= 0x10ffff; ++point) {
    const auto profile = profile_of(encoded(point));
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (profile && profile->code_points == 1 && !surrogate) ++taken;
    if (profile && surrogate) FAIL() << static_cast<unsigned>(point);
  }
  EXPECT_EQ(taken, 0x110000u - 0x800u);
  EXPECT_FALSE(profile_of(encoded(0x110000)));
}

TEST(Utf8, overlong_and_broken_forms_are_refused) {
  for (auto bytes :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf", "\xe2\x82", "\xe2(\xa1", "\xf0\x8f\xbf\xbf",
        "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "ab\xc3", "\xc3\xa4\xa4"}) {
    EXPECT_FALSE(profile_of(bytes));
  }
}

TEST(Utf8, controls_are_found_but_not_line_ends_and_tabs) {
  EXPECT_FALSE(seen("a\tb\r\nc").controls);
  for (auto text : {"\x01", "\x0b", "\x1f", "\x7f", "\xc2\x80", "\xc2\x9f"}) EXPECT_TRUE(seen(text).controls);
  EXPECT_TRUE(seen(std::string_view("\0", 1)).controls);
  EXPECT_FALSE(seen("\xc2\xa0").controls);
}

TEST(Utf8, any_white_space_is_blank) {
  EXPECT_TRUE(seen("").blank);
  EXPECT_TRUE(seen(" \t\r\n\xc2\xa0\xe2\x80\x83\xe3\x80\x80").blank);
  EXPECT_FALSE(seen("  . ").blank);
}

}  // namespace
}  // namespace souk::describe
