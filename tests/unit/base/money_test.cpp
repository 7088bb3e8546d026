#include "base/money.hpp"

#include <gtest/gtest.h>

#include "base/decimal.hpp"

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

TEST(Money, text_holds_at_both_ends_of_the_range) {
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
