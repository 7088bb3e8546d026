#include "runtime/order_button.hpp"

#include <gmock/gmock.h>

namespace souk::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

bool is_valid(std::string_view text) {
  return parse_order_button(text).has_value();
}

TEST(OrderButton, one_text_is_for_every_buyer) {
  for (std::string text : {"Zahlungspflichtig bestellen", "Pay {amount} now", "{amount}", "Buy; pay", "2+2=4", "x=y",
                           "\u8cfc\u5165\u3059\u308b", "\u0627\u062f\u0641\u0639 {amount}"}) {
    EXPECT_THAT(parse_order_button(text), Optional(ElementsAre(OrderButton{"", text}))) << text;
  }
}

TEST(OrderButton, texts_by_language_keep_their_order_and_lose_the_spaces_around_them) {
  EXPECT_THAT(parse_order_button("de=Zahlungspflichtig bestellen; en = Pay {amount} ;pt-BR=a=b"),
              Optional(ElementsAre(OrderButton{"de", "Zahlungspflichtig bestellen"}, OrderButton{"en", "Pay {amount}"},
                                   OrderButton{"pt-BR", "a=b"})));
}

TEST(OrderButton, has_1_to_60_characters_of_any_script) {
  std::string longest;
  for (int i = 0; i < 60; ++i) longest += "\u8cfc";
  EXPECT_TRUE(is_valid(longest));
  EXPECT_FALSE(is_valid(longest + "\u8cfc"));
  EXPECT_TRUE(is_valid("ja=" + longest));
  EXPECT_FALSE(is_valid("ja=" + longest + "\u8cfc"));
  for (std::string_view text : {"", " ", "\u3000", "de=", "de= ", "de=;en=Pay", "de=Zahlen;", "de=Zahlen;;en=Pay"}) {
    EXPECT_FALSE(is_valid(text)) << text;
  }
}

TEST(OrderButton, is_one_line_of_valid_text) {
  for (std::string_view text : {"a\nb", "a\tb", "a\rb", "a\x1b[0m", "\xff", "de=a\nb"})
    EXPECT_FALSE(is_valid(text)) << text;
}

TEST(OrderButton, has_no_braces_but_those_of_one_amount) {
  for (std::string_view text : {"Pay {total}", "Pay {Amount}", "Pay {amount", "Pay amount}", "{amount} {amount}",
                                "{{amount}}", "Pay {}", "de=Zahlen {betrag}"}) {
    EXPECT_FALSE(is_valid(text)) << text;
  }
}

TEST(OrderButton, each_language_is_there_once_and_at_most_20_are) {
  EXPECT_FALSE(is_valid("de=a;de=b"));
  EXPECT_FALSE(is_valid("pt-BR=a;pt-br=b"));
  EXPECT_TRUE(is_valid("pt-BR=a;pt=b"));
  for (std::string_view text :
       {"de=a;b", "de=a;german language=b", "de=a;d=b", "de=a;de-=b", "de=a;en-toolonglong=b"}) {
    EXPECT_FALSE(is_valid(text)) << text;
  }
  std::string all = "aa=x";
  for (char c = 'b'; c < 'u'; ++c) all += std::string(";a") + c + "=x";
  EXPECT_TRUE(is_valid(all));
  EXPECT_FALSE(is_valid(all + ";au=x"));
}

}  // namespace
}  // namespace souk::runtime
