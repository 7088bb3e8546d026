#include "inventory/domain/shop_page.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;

// The type of the fault; empty: valid.
std::string fault(std::string_view text) {
  const auto read = describe::Scalar<PageText>::from_text(text);
  return read ? "" : read.error().type;
}

TEST(PageText, is_any_text_with_words_as_it_was_written) {
  for (std::string_view text : {"a", "# Terms\r\n\r\n\tcode\n", "<script>alert(1)</script>", "\u0634\u0631\u0648\u0637",
                                "\u200f \U0001f600", "{{ }} ${ } \\u0000 %00"}) {
    EXPECT_EQ(fault(text), "") << text;
    EXPECT_EQ(describe::Scalar<PageText>::from_text(text)->value(), text);
  }
}

TEST(PageText, is_neither_empty_nor_blank) {
  EXPECT_EQ(fault(""), "string_too_short");
  for (std::string_view text : {" ", "\n\t\r\n", "\u00a0\u3000\u2003"}) EXPECT_EQ(fault(text), "string_blank") << text;
}

TEST(PageText, has_no_control_characters_but_tabs_and_line_ends) {
  for (std::string_view text : {"a\x01", "\x1b[31m", "a\x7f", "a\u0085", "a\x0b", "a\x0c", "\x08"}) {
    EXPECT_EQ(fault(text), "string_control_character") << text;
  }
  EXPECT_EQ(fault(std::string_view("a\0b", 3)), "string_control_character");
}

TEST(PageText, is_utf8) {
  for (std::string_view text : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "cut \xe2\x82"}) {
    EXPECT_EQ(fault(text), "string_unicode") << text;
  }
}

TEST(PageText, has_at_most_64_kib_counted_in_bytes) {
  EXPECT_EQ(fault(std::string(65'536, 'a')), "");
  EXPECT_EQ(fault(std::string(65'537, 'a')), "string_too_long");
  std::string letters;
  while (letters.size() < 65'536) letters += "\u00e4";
  EXPECT_EQ(fault(letters), "");
  EXPECT_EQ(fault(letters + 'a'), "string_too_long");
}

TEST(PageNames, are_those_of_the_shop_in_the_order_of_its_links) {
  EXPECT_THAT(page_names(), ElementsAre(PageName::delivery, PageName::returns, PageName::contact, PageName::terms,
                                        PageName::privacy, PageName::imprint));
}

}  // namespace
}  // namespace souk::inventory
