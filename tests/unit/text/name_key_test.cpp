#include "text/fold.hpp"

#include <gtest/gtest.h>

namespace souk::text {
namespace {

TEST(NameKey, is_the_same_for_names_that_a_person_reads_as_equal) {
  const std::pair<std::string_view, std::string_view> same[] = {
      {"Brass Lamp", "bRASS lAMP"},
      {"Brass Lamp", "  Brass \t\r\n Lamp "},
      {"Brass Lamp", "Brass\u00a0\u3000Lamp"},
      {"Brass Lamp", "Ｂｒａｓｓ　Ｌａｍｐ"},
      {"Brass Lamp", "Brass\u2028\u0085\u1680Lamp"},
      {"Brass Lamp", "\ufeffBrass La\u00admp\u200b"},
      {"Café crème", "Cafe\u0301 cre\u0300me"},
      {"CAFÉ", "café"},
      {"Straße", "STRASSE"},
      {"ΣΊΣΥΦΟΣ", "σίσυφος"},
      {"½ litre ﬁne m²", "1⁄2 litre fine m2"},
      {"ｶﾞﾗｽ", "ガラス"},
      {"한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
  };
  for (const auto& [one, other] : same) EXPECT_EQ(name_key(one), name_key(other)) << one;
}

TEST(NameKey, differs_for_names_that_a_person_reads_as_different) {
  const std::pair<std::string_view, std::string_view> different[] = {
      {"Café", "Cafe"}, {"Lamp 1", "Lamp 11"}, {"Lamp", "Lamps"}, {"ガ", "カ"},
      {"A B", "AB"},    {"C++", "C"},          {"日本", "本日"},
  };
  for (const auto& [one, other] : different) EXPECT_NE(name_key(one), name_key(other)) << one;
}

TEST(NameKey, is_the_key_of_itself_and_never_empty) {
  for (std::string_view name : {"Brass  Lamp", "ﬁ Ⅷ ㍿", "İstanbul", "\u0345\u03b1", "\u200b\u2060",
                                "a\xff"
                                "b",
                                "ǅ"}) {
    EXPECT_FALSE(name_key(name).empty()) << name;
    EXPECT_EQ(name_key(name_key(name)), name_key(name)) << name;
  }
}

}  // namespace
}  // namespace souk::text
