#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace souk {
namespace {

using enum DecimalFault;

std::int64_t cents(std::string_view text) {
  return parse_decimal(text, 2).value();
}

std::optional<DecimalFault> fault(std::string_view text, unsigned places = 2) {
  const auto value = parse_decimal(text, places);
  return value ? std::nullopt : std::optional(value.error());
}

TEST(Decimal, plain_numbers_have_their_value) {
  EXPECT_EQ(cents("0"), 0);
  EXPECT_EQ(cents("19.99"), 1999);
  EXPECT_EQ(cents("20"), 2000);
  EXPECT_EQ(cents("20.0"), 2000);
  EXPECT_EQ(cents("0.05"), 5);
  EXPECT_EQ(cents("-3.5"), -350);
}

TEST(Decimal, zero_may_be_written_in_any_form) {
  for (auto text : {"0", "-0", "0.0", "-0.000", "0e5", "0e99999999999999999999", "0.00e-400", "-0E+7"}) {
    EXPECT_EQ(cents(text), 0) << text;
  }
}

TEST(Decimal, zeros_after_the_last_place_are_ignored) {
  EXPECT_EQ(cents("20.00"), 2000);
  EXPECT_EQ(cents("20.000000000000000000000000000000000000000"), 2000);
  EXPECT_EQ(cents("1." + std::string(100'000, '0')), 100);
}

TEST(Decimal, exponents_move_the_point) {
  EXPECT_EQ(cents("1e2"), 10000);
  EXPECT_EQ(cents("1E+2"), 10000);
  EXPECT_EQ(cents("100e-2"), 100);
  EXPECT_EQ(cents("1.999e1"), 1999);
  EXPECT_EQ(cents("0.0000000001e10"), 100);
  EXPECT_EQ(cents("2000000000000e-12"), 200);
  EXPECT_EQ(cents("1e-000000000000000000000002"), 1);
  EXPECT_EQ(cents("0." + std::string(5000, '0') + "1e5001"), 100);
  EXPECT_EQ(cents("1" + std::string(5000, '0') + "e-5000"), 100);
}

TEST(Decimal, a_digit_after_the_last_place_is_a_fault) {
  for (auto text : {"1.005", "0.001", "-0.001", "1e-3", "1.0e-3", "19.999", "123456789012345678901234567890.001"}) {
    EXPECT_EQ(fault(text), too_many_places) << text;
  }
  EXPECT_EQ(fault("10.5", 0), too_many_places);
  EXPECT_FALSE(fault("10.0", 0));
}

TEST(Decimal, nothing_passes_through_a_double) {
  EXPECT_EQ(parse_decimal("9007199254740993", 0), 9007199254740993);
  EXPECT_EQ(parse_decimal("90071992547409.93", 2), 9007199254740993);
  EXPECT_EQ(cents("1.15"), 115);
  EXPECT_EQ(fault("0.1000000000000000055511151231257827"), too_many_places);
}

TEST(Decimal, int64_is_the_limit_on_both_sides) {
  EXPECT_EQ(parse_decimal("9223372036854775807", 0), INT64_MAX);
  EXPECT_EQ(fault("9223372036854775808", 0), out_of_range);
  EXPECT_EQ(parse_decimal("-9223372036854775808", 0), INT64_MIN);
  EXPECT_EQ(fault("-9223372036854775809", 0), out_of_range);
  EXPECT_EQ(cents("92233720368547758.07"), INT64_MAX);
  EXPECT_EQ(fault("92233720368547758.08"), out_of_range);
  EXPECT_EQ(fault("9999999999999999999", 0), out_of_range);
  EXPECT_EQ(fault("10000000000000000000", 0), out_of_range);
  EXPECT_EQ(parse_decimal("1e18", 0), 1'000'000'000'000'000'000);
  EXPECT_EQ(fault("1e19", 0), out_of_range);
}

TEST(Decimal, an_absurd_exponent_costs_no_time) {
  for (auto text : {"1e400", "-1e400", "1e2147483648", "1e9223372036854775808", "1e99999999999999999999999999"}) {
    EXPECT_EQ(fault(text), out_of_range) << text;
  }
  for (auto text : {"1e-400", "-1e-400", "1e-99999999999999999999999999"})
    EXPECT_EQ(fault(text), too_many_places) << text;
}

TEST(Decimal, only_json_numbers_are_numbers) {
  for (auto text :
       {"",    "-",    "+1", " 1",    "1 ",  "01",   "-01", "00",       ".5",        "5.",  "1.e2",  "1e", "1e+",
        "1e-", "1e1.", "e5", "1.2.3", "--1", "0x10", "NaN", "Infinity", "-Infinity", "1,5", "1_000", "١"}) {
    EXPECT_EQ(fault(text), not_a_number) << text;
  }
  EXPECT_EQ(fault(std::string_view("1\0", 2)), not_a_number);
}

}  // namespace
}  // namespace souk
