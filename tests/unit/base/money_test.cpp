#include "base/money.hpp"

#include <gtest/gtest.h>

#include "base/decimal.hpp"
#include "unit/in_currency.hpp"

namespace souk {
namespace {

TEST(Money, text_is_shortest_with_at_least_one_decimal) {
  EXPECT_EQ(Money::minor(2000).text(), "20.0");
  EXPECT_EQ(Money::minor(1999).text(), "19.99");
  EXPECT_EQ(Money::minor(1990).text(), "19.9");
  EXPECT_EQ(Money::minor(5).text(), "0.05");
  EXPECT_EQ(Money::minor(50).text(), "0.5");
  EXPECT_EQ(Money().text(), "0.0");
}

TEST(Money, text_is_right_at_both_ends_of_the_range) {
  EXPECT_EQ(Money::minor(std::int64_t{1} << 53).text(), "90071992547409.92");
  EXPECT_EQ(Money::minor(-5).text(), "-0.05");
  EXPECT_EQ(Money::minor(INT64_MAX).text(), "92233720368547758.07");
  EXPECT_EQ(Money::minor(INT64_MIN).text(), "-92233720368547758.08");
}

TEST(Money, text_read_as_a_decimal_is_the_amount_again) {
  for (std::int64_t units = -250; units <= 250; ++units) {
    EXPECT_EQ(parse_decimal(Money::minor(units).text(), 2), units);
  }
}

TEST(Money, text_has_the_decimals_of_the_currency) {
  const auto in = [](std::string_view code, std::int64_t units) {
    const testing::InCurrency currency(code);
    return Money::minor(units).text();
  };
  EXPECT_EQ(in("JPY", 20), "20.0");
  EXPECT_EQ(in("JPY", 0), "0.0");
  EXPECT_EQ(in("JPY", INT64_MIN), "-9223372036854775808.0");
  EXPECT_EQ(in("KWD", 20'000), "20.0");
  EXPECT_EQ(in("KWD", 19'999), "19.999");
  EXPECT_EQ(in("KWD", 5), "0.005");
  EXPECT_EQ(in("KWD", 50), "0.05");
  EXPECT_EQ(in("CLF", 10'001), "1.0001");
  EXPECT_EQ(in("USD", 1999), "19.99");
}

TEST(Money, text_read_as_a_decimal_is_the_amount_again_in_any_currency) {
  for (const auto* code : {"JPY", "KWD", "CLF"}) {
    const testing::InCurrency currency(code);
    for (std::int64_t units = -1010; units <= 1010; ++units) {
      EXPECT_EQ(parse_decimal(Money::minor(units).text(), shop_currency().decimals), units) << code;
    }
  }
}

TEST(Money, a_percentage_rounds_half_a_minor_unit_up) {
  EXPECT_EQ(Money::minor(2000).percent(20), Money::minor(400));
  EXPECT_EQ(Money::minor(2).percent(25), Money::minor(1));
  EXPECT_EQ(Money::minor(1).percent(49), Money::minor(0));
  EXPECT_EQ(Money::minor(1999).percent(0), Money());
}

TEST(Money, sums_and_multiples_are_exact) {
  EXPECT_EQ(Money::minor(1999) + Money::minor(400), Money::minor(2399));
  EXPECT_EQ(Money::minor(2399) * 3, Money::minor(7197));
}

}  // namespace
}  // namespace souk
