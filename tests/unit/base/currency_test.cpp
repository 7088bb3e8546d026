#include "base/currency.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

TEST(Currency, has_the_decimals_of_its_minor_unit) {
  EXPECT_EQ(Currency::find("USD"), us_dollar);
  EXPECT_EQ(Currency::find("EUR").value().decimals, 2u);
  EXPECT_EQ(Currency::find("JPY").value().decimals, 0u);
  EXPECT_EQ(Currency::find("KWD").value().decimals, 3u);
  EXPECT_EQ(Currency::find("CLF").value().decimals, 4u);
}

TEST(Currency, is_found_by_its_whole_code_only) {
  for (const auto* code : {"", " ", "US", "usd", "USD ", "USD EUR", "XYZ"}) EXPECT_FALSE(Currency::find(code)) << code;
}

TEST(Currency, gold_and_former_currencies_are_not_found) {
  for (const auto* code : {"XAU", "XDR", "XTS", "DEM", "HRK", "ZWL"}) EXPECT_FALSE(Currency::find(code)) << code;
}

}  // namespace
}  // namespace souk
