#include "text/fold.hpp"

#include <gtest/gtest.h>

namespace souk::text {
namespace {

TEST(NameKey, is_the_same_for_names_that_look_the_same) {
  const auto key = name_key("Café crème tasse");
  EXPECT_EQ(key, "café crème tasse");
  for (const auto* other : {"Cafe\u0301 cre\u0300me tasse", "CAFÉ CRÈME TASSE", " Café\u00a0crème \t tasse\n",
                            "Ｃafé crème\u3000tasse", "Café cr\u200bème tasse"}) {
    EXPECT_EQ(name_key(other), key) << other;
  }
}

TEST(NameKey, differs_for_names_that_differ) {
  EXPECT_NE(name_key("Cafe"), name_key("Café"));
  EXPECT_NE(name_key("ガラス"), name_key("カラス"));
  EXPECT_NE(name_key("T-shirt"), name_key("Tshirt"));
  EXPECT_NE(name_key("Blue lamp"), name_key("Bluelamp"));
}

TEST(NameKey, folds_case_fully) {
  EXPECT_EQ(name_key("STRASSE"), name_key("Straße"));
  EXPECT_EQ(name_key("ΣΟΦΌΣ"), name_key("σοφός"));
}

TEST(NameKey, of_its_own_result_is_the_same) {
  for (const auto* text : {"Straße", "İSTANBUL", "ﾃｰﾌﾞﾙ ½", "  ", "\xff lamp", "ﷺ", "☕\ufe0f"}) {
    EXPECT_EQ(name_key(name_key(text)), name_key(text));
  }
  EXPECT_EQ(name_key(" \t\u2003"), " \t\u2003");
}

}  // namespace
}  // namespace souk::text
