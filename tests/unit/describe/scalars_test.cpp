#include <gtest/gtest.h>

#include "unit/describe/shop.hpp"
#include "unit/in_currency.hpp"

namespace souk::describe {
namespace {

using namespace shop;

// The type of the fault, or "" when T accepts this JSON.
template <class T>
std::string fault(std::string_view json) {
  const auto result = Scalar<T>::read(parse_json(json).value());
  return result ? "" : result.error().type;
}

template <class T>
std::string message(std::string_view json) {
  return Scalar<T>::read(parse_json(json).value()).error().msg;
}

template <class T>
T read(std::string_view json) {
  return Scalar<T>::read(parse_json(json).value()).value();
}

template <class T>
std::string field_fault(std::string_view text) {
  const auto result = Scalar<T>::from_text(text);
  return result ? "" : result.error().type;
}

template <class T>
void expect_round_trips(const T& value) {
  std::string json;
  Scalar<T>::write(value, json);
  EXPECT_EQ(Scalar<T>::read(parse_json(json).value()).value(), value) << json;
  EXPECT_EQ(Scalar<T>::from_text(Scalar<T>::text(value)).value(), value) << json;
}

using Any = std::int64_t;
using Digit = Integer<-5, 9>;

TEST(Scalars, values_survive_json_and_a_field) {
  for (std::int64_t n :
       {INT64_MIN, INT64_MIN + 1, std::int64_t{-1}, std::int64_t{0}, std::int64_t{9007199254740993}, INT64_MAX}) {
    expect_round_trips(n);
    expect_round_trips(Integer<INT64_MIN, INT64_MAX>(n));
  }
  for (std::int64_t n : {0L, 1L, 10L, 99L, 100L, 1999L, 100'000L}) expect_round_trips(Price(Money::minor(n)));
  expect_round_trips(Money::minor(most_money));
  for (auto text : {"a", "ä€😀", "a\tb\nc", "\"\\/"}) expect_round_trips(ProductName(text));
  expect_round_trips(std::string("\x01 any"));
  expect_round_trips(true);
  expect_round_trips(false);
  expect_round_trips(id);
  expect_round_trips(Timestamp{Milliseconds{1795340959042}});
  for (auto status : {Status::pending, Status::completed, Status::refunded}) expect_round_trips(status);
}

TEST(IntegerScalar, a_whole_number_may_be_written_in_any_form) {
  for (auto json : {"7", "7.0", "7.000", "70e-1", "0.7e1", "0.7E+1"}) EXPECT_EQ(read<Digit>(json), Digit(7)) << json;
  EXPECT_EQ(read<Digit>("-0"), Digit(0));
}

TEST(IntegerScalar, both_limits_are_included) {
  EXPECT_EQ(read<Digit>("-5"), Digit(-5));
  EXPECT_EQ(read<Digit>("9"), Digit(9));
  EXPECT_EQ(fault<Digit>("-6"), "greater_than_equal");
  EXPECT_EQ(fault<Digit>("10"), "less_than_equal");
  EXPECT_EQ(message<Digit>("-6"), "Input should be greater than or equal to -5");
  EXPECT_EQ(message<Digit>("1e1"), "Input should be less than or equal to 9");
}

TEST(IntegerScalar, a_number_too_large_for_int64_breaks_the_limit_on_its_side) {
  for (auto json : {"9223372036854775808", "1e400", "1e19"}) EXPECT_EQ(fault<Digit>(json), "less_than_equal") << json;
  for (auto json : {"-9223372036854775809", "-1e400"}) EXPECT_EQ(fault<Digit>(json), "greater_than_equal") << json;
  EXPECT_EQ(fault<Any>("9223372036854775808"), "less_than_equal");
  EXPECT_EQ(read<Any>("9223372036854775807"), INT64_MAX);
}

TEST(IntegerScalar, a_fraction_has_a_fault_of_its_own) {
  for (auto json : {"1.5", "0.1", "-0.5", "1e-400", "9.0000000000000000001"})
    EXPECT_EQ(fault<Digit>(json), "int_from_float") << json;
}

TEST(IntegerScalar, any_other_value_is_of_the_wrong_type) {
  for (auto json : {"null", "true", "[7]", "{}"}) EXPECT_EQ(fault<Digit>(json), "int_type") << json;
  EXPECT_EQ(message<Digit>("null"), "Input should be a valid integer");
}

TEST(IntegerScalar, a_numeral_in_a_string_is_its_number) {
  for (auto json : {"\"7\"", "\"7.0\"", "\"70e-1\""}) EXPECT_EQ(read<Digit>(json), Digit(7)) << json;
  EXPECT_EQ(fault<Digit>("\"10\""), "less_than_equal");
  EXPECT_EQ(fault<Digit>("\"-10\""), "greater_than_equal");
  EXPECT_EQ(fault<Digit>("\"1e400\""), "less_than_equal");
  EXPECT_EQ(fault<Digit>("\"1.5\""), "int_from_float");
  for (auto json : {"\"\"", "\" 7\"", "\"7 \"", "\"+7\"", "\"07\"", "\"0x7\"", "\"NaN\"", "\"seven\"", "\"7\\u0000\"",
                    "\"\\uff17\""}) {
    EXPECT_EQ(fault<Digit>(json), "int_parsing") << json;
  }
}

TEST(IntegerScalar, a_parameter_is_digits) {
  EXPECT_EQ(Scalar<Digit>::from_text("-5").value(), Digit(-5));
  for (auto text : {"", "-", "+5", " 5", "5 ", "5.0", "1e0", "0x5", "five", "5,"}) {
    EXPECT_EQ(field_fault<Digit>(text), "int_parsing") << text;
  }
  EXPECT_EQ(field_fault<Digit>("10"), "less_than_equal");
  EXPECT_EQ(field_fault<Digit>("99999999999999999999999"), "less_than_equal");
  EXPECT_EQ(field_fault<Digit>("-99999999999999999999999"), "greater_than_equal");
  EXPECT_EQ(field_fault<Digit>("99999999999999999999999x"), "int_parsing");
}

TEST(AmountScalar, both_limits_are_included) {
  EXPECT_EQ(read<Price>("0"), Price());
  EXPECT_EQ(read<Price>("-0.0"), Price());
  EXPECT_EQ(read<Price>("1000"), Price(Money::minor(100'000)));
  EXPECT_EQ(fault<Price>("1000.01"), "less_than_equal");
  EXPECT_EQ(fault<Price>("-0.01"), "greater_than_equal");
  EXPECT_EQ(message<Price>("-1"), "Input should be greater than or equal to 0");
  EXPECT_EQ(message<Price>("1000.01"), "Input should be less than or equal to 1000.0");
}

TEST(AmountScalar, an_amount_may_be_written_in_any_form) {
  for (auto json : {"20", "20.0", "20.00", "20.000000", "2e1", "2000e-2"}) {
    EXPECT_EQ(read<Price>(json), Price(Money::minor(2000))) << json;
  }
}

TEST(AmountScalar, more_than_two_decimals_are_a_fault) {
  for (auto json : {"1.005", "0.001", "-0.001", "1e-3", "1e-400", "19.99000000000000000001"}) {
    EXPECT_EQ(fault<Price>(json), "decimal_max_places") << json;
  }
  EXPECT_EQ(message<Price>("1.005"), "Decimal input should have no more than 2 decimal places");
}

TEST(AmountScalar, the_currency_gives_the_number_of_decimals) {
  const testing::InCurrency yen("JPY");
  EXPECT_EQ(read<Price>("20.0"), Price(Money::minor(20)));
  EXPECT_EQ(read<Price>("2e1"), Price(Money::minor(20)));
  EXPECT_EQ(fault<Price>("20.5"), "decimal_max_places");
  const testing::InCurrency dinar("KWD");
  EXPECT_EQ(read<Price>("0.005"), Price(Money::minor(5)));
  EXPECT_EQ(message<Price>("0.0005"), "Decimal input should have no more than 3 decimal places");
}

TEST(AmountScalar, an_absurd_exponent_breaks_the_limit_on_its_side) {
  EXPECT_EQ(fault<Price>("1e400"), "less_than_equal");
  EXPECT_EQ(fault<Price>("-1e400"), "greater_than_equal");
  EXPECT_EQ(read<Price>("0e400"), Price());
}

TEST(AmountScalar, any_other_value_is_of_the_wrong_type) {
  for (auto json : {"null", "true", "[20]", "{}"}) EXPECT_EQ(fault<Price>(json), "decimal_type") << json;
}

TEST(AmountScalar, a_numeral_in_a_string_is_its_number) {
  for (auto json : {"\"20\"", "\"20.0\"", "\"2e1\""}) EXPECT_EQ(read<Price>(json), Price(Money::minor(2000))) << json;
  EXPECT_EQ(fault<Price>("\"1000.01\""), "less_than_equal");
  EXPECT_EQ(fault<Price>("\"1e400\""), "less_than_equal");
  EXPECT_EQ(fault<Price>("\"-1\""), "greater_than_equal");
  EXPECT_EQ(fault<Price>("\"1.005\""), "decimal_max_places");
  for (auto json : {"\"\"", "\" 20\"", "\"0x10\"", "\"NaN\"", "\"1,5\"", "\"$20\"", "\"true\"", "\".5\"", "\"5.\""}) {
    EXPECT_EQ(fault<Price>(json), "decimal_parsing") << json;
  }
}

TEST(AmountScalar, a_field_holds_minor_units) {
  EXPECT_EQ(Scalar<Price>::text(Price(Money::minor(1999))), "1999");
  EXPECT_EQ(Scalar<Price>::from_text("1999").value(), Price(Money::minor(1999)));
  EXPECT_EQ(field_fault<Price>("19.99"), "int_parsing");
  EXPECT_EQ(field_fault<Price>("-1"), "greater_than_equal");
  EXPECT_EQ(field_fault<Price>("100001"), "less_than_equal");
}

TEST(MoneyScalar, the_limit_is_the_largest_exact_number_of_lua) {
  EXPECT_EQ(read<Money>("90071992547409.92"), Money::minor(most_money));
  EXPECT_EQ(fault<Money>("90071992547409.93"), "less_than_equal");
  EXPECT_EQ(fault<Money>("-0.01"), "greater_than_equal");
}

TEST(TextScalar, the_limits_count_code_points) {
  EXPECT_EQ(read<ProductName>("\"a\"").value(), "a");
  EXPECT_EQ(read<ProductName>("\"😀😀😀😀😀😀😀😀😀😀\"").value(), "😀😀😀😀😀😀😀😀😀😀");
  EXPECT_EQ(fault<ProductName>("\"\""), "string_too_short");
  EXPECT_EQ(message<ProductName>("\"\""), "String should have at least 1 character");
  EXPECT_EQ(fault<ProductName>("\"01234567890\""), "string_too_long");
  EXPECT_EQ(message<ProductName>("\"01234567890\""), "String should have at most 10 characters");
  EXPECT_EQ((fault<Text<0, 1>>("\"\"")), "");
}

TEST(TextScalar, a_text_that_must_not_be_empty_must_not_be_blank) {
  for (auto json : {"\" \"", "\"\\t\\n\"", "\"\\u00a0\\u3000\""}) {
    EXPECT_EQ(fault<ProductName>(json), "string_blank") << json;
    EXPECT_EQ((fault<Text<0, 10>>(json)), "") << json;
  }
}

TEST(TextScalar, control_characters_except_line_ends_and_tabs_are_refused) {
  for (auto json : {"\"a\\u0000\"", "\"\\u001b[0m\"", "\"a\\u007f\"", "\"a\\u0085\"", "\"a\\b\""}) {
    EXPECT_EQ(fault<ProductName>(json), "string_control_character") << json;
  }
  EXPECT_EQ(read<ProductName>(R"("a\tb\r\nc")").value(), "a\tb\r\nc");
}

TEST(TextScalar, any_other_value_is_of_the_wrong_type) {
  for (auto json : {"null", "1", "true", "[]", "{}"}) {
    EXPECT_EQ(fault<ProductName>(json), "string_type") << json;
    EXPECT_EQ(fault<std::string>(json), "string_type") << json;
  }
}

TEST(TextScalar, a_parameter_that_is_not_utf8_is_refused) {
  EXPECT_EQ(field_fault<ProductName>("a\xff"), "string_unicode");
  EXPECT_EQ(field_fault<std::string>("\xc3"), "string_unicode");
}

TEST(BoolScalar, json_has_true_and_false_and_a_field_1_and_0) {
  EXPECT_TRUE(read<bool>("true"));
  EXPECT_FALSE(read<bool>("false"));
  for (auto json : {"null", "1", "\"true\""}) EXPECT_EQ(fault<bool>(json), "bool_type") << json;
  EXPECT_EQ(Scalar<bool>::text(true), "true");
  EXPECT_TRUE(Scalar<bool>::from_text("true").value());
  EXPECT_FALSE(Scalar<bool>::from_text("false").value());
  for (auto text : {"", "TRUE", "yes", "1", "0"}) EXPECT_EQ(field_fault<bool>(text), "bool_parsing") << text;
}

TEST(UlidScalar, a_malformed_id_is_a_fault) {
  EXPECT_EQ(read<Ulid>("\"01h28hatr7jg2ybh22abpjww33\""), id);
  for (auto json : {"\"\"", "\"1\"", "\"81H28HATR7JG2YBH22ABPJWW33\"", "\"01H28HATR7JG2YBH22ABPJWW3I\""}) {
    EXPECT_EQ(fault<Ulid>(json), "ulid_parsing") << json;
  }
  EXPECT_EQ(fault<Ulid>("1"), "string_type");
}

TEST(TimestampScalar, json_is_rfc_3339_and_a_field_milliseconds) {
  const Timestamp time{Milliseconds{1795340959042}};
  std::string json;
  Scalar<Timestamp>::write(time, json);
  EXPECT_EQ(json, "\"2026-11-22T09:49:19.042Z\"");
  EXPECT_EQ(Scalar<Timestamp>::text(time), "1795340959042");
  EXPECT_EQ(fault<Timestamp>("\"yesterday\""), "datetime_parsing");
  EXPECT_EQ(fault<Timestamp>("1795340959042"), "string_type");
  EXPECT_EQ(field_fault<Timestamp>("2026-11-22T09:49:19.042Z"), "int_parsing");
}

TEST(EnumScalar, an_unknown_word_is_refused_with_the_list_of_choices) {
  EXPECT_EQ(read<Status>("\"refunded\""), Status::refunded);
  EXPECT_EQ(fault<Status>("\"Refunded\""), "enum");
  EXPECT_EQ(fault<Status>("\"\""), "enum");
  EXPECT_EQ(fault<Status>("1"), "string_type");
  EXPECT_EQ(message<Status>("\"lost\""), "Input should be 'pending', 'completed' or 'refunded'");
  EXPECT_EQ(field_fault<Status>("lost"), "enum");
}

TEST(NullableScalar, json_has_null_and_a_field_no_text) {
  using Limit = Nullable<Integer<1, 9>>;
  EXPECT_EQ(read<Limit>("null"), Limit());
  EXPECT_EQ(read<Limit>("3"), (Limit{Integer<1, 9>(3)}));
  EXPECT_EQ(fault<Limit>("0"), "greater_than_equal");
  for (const auto& limit : {Limit(), Limit{Integer<1, 9>(3)}}) {
    EXPECT_EQ(Scalar<Limit>::from_text(Scalar<Limit>::text(limit)), limit);
    std::string json;
    Scalar<Limit>::write(limit, json);
    EXPECT_EQ(read<Limit>(json), limit);
  }
  EXPECT_EQ(Scalar<Limit>::text(Limit()), "");
  EXPECT_EQ(Scalar<Limit>::schema(Direction::answer).at("type").as_array().size(), 2u);
  EXPECT_EQ(Scalar<Limit>::schema(Direction::body).at("anyOf").as_array().size(), 3u);
}

}  // namespace
}  // namespace souk::describe
