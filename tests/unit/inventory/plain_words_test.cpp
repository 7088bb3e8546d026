#include <gtest/gtest.h>

#include "inventory/search/search_words.hpp"

namespace souk::inventory {
namespace {

TEST(PlainWords, are_folded_with_one_space_between_them) {
  EXPECT_EQ(plain_words("  Crème-Brûlée, 60W (Nº 5) "), "creme brulee 60w no 5");
  EXPECT_EQ(plain_words("Women’s T-shirt 日本茶 ☕"), "womens t shirt 日本茶 ☕");
  EXPECT_EQ(plain_words("***"), "");
}

}  // namespace
}  // namespace souk::inventory
