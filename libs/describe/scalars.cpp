#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/decimal.hpp"
#include "base/utf8.hpp"
#include "describe/scalar.hpp"
#include "describe/text_profile.hpp"

namespace souk::describe {
namespace {

std::unexpected<Wrong> wrong(std::string type, std::string msg) {
  return std::unexpected(Wrong{std::move(type), std::move(msg)});
}

std::unexpected<Wrong> below(const std::string& least) {
  return wrong("greater_than_equal", "Input should be greater than or equal to " + least);
}

std::unexpected<Wrong> above(const std::string& most) {
  return wrong("less_than_equal", "Input should be less than or equal to " + most);
}

std::expected<std::int64_t, Wrong> within(std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value < least) return below(std::to_string(least));
  if (value > most) return above(std::to_string(most));
  return value;
}

// A number too large for int64 breaks the limit on its side.
std::unexpected<Wrong> beyond(std::string_view number, const std::string& least, const std::string& most) {
  return number.starts_with('-') ? below(least) : above(most);
}

// Some clients send the text of a form field, so a number may arrive in a string.
const std::string* numeral_of(const Value& value) {
  const auto* number = std::get_if<Number>(&value.data);
  return number != nullptr ? &number->text : std::get_if<std::string>(&value.data);
}

std::unexpected<Wrong> not_an_integer() {
  return wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
}

std::string characters(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " character" : " characters");
}

std::unexpected<Wrong> not_unicode() {
  return wrong("string_unicode", "Input should be a valid string, unable to read it as UTF-8");
}

}  // namespace

std::expected<std::int64_t, Wrong> read_integer(const Value& value, std::int64_t least, std::int64_t most) {
  const auto* numeral = numeral_of(value);
  if (numeral == nullptr) return wrong("int_type", "Input should be a valid integer");
  const auto whole = parse_decimal(*numeral, 0);
  if (whole) return within(*whole, least, most);
  if (whole.error() == DecimalFault::out_of_range) {
    return beyond(*numeral, std::to_string(least), std::to_string(most));
  }
  if (whole.error() == DecimalFault::not_a_number) return not_an_integer();
  return wrong("int_from_float", "Input should be a valid integer, got a number with a fractional part");
}

std::expected<Money, Wrong> read_money(const Value& value, std::int64_t most) {
  const auto* numeral = numeral_of(value);
  if (numeral == nullptr) return wrong("decimal_type", "Input should be a number");
  const auto decimals = shop_currency().decimals;
  const auto units = parse_decimal(*numeral, decimals);
  if (units && *units >= 0 && *units <= most) return Money::minor(*units);
  if (units || units.error() == DecimalFault::out_of_range) {
    return beyond(*numeral, "0", Money::minor(most).text());
  }
  if (units.error() == DecimalFault::not_a_number) {
    return wrong("decimal_parsing", "Input should be a valid number, unable to parse string as a number");
  }
  return wrong("decimal_max_places",
               "Decimal input should have no more than " + std::to_string(decimals) + " decimal places");
}

std::expected<bool, Wrong> read_bool(const Value& value) {
  if (const auto answer = std::get_if<bool>(&value.data)) return *answer;
  return wrong("bool_type", "Input should be a valid boolean");
}

std::expected<std::string_view, Wrong> read_string(const Value& value) {
  if (const auto text = std::get_if<std::string>(&value.data)) return *text;
  return wrong("string_type", "Input should be a valid string");
}

std::expected<Ulid, Wrong> read_ulid(const Value& value) {
  return then(read_string(value), ulid_from_text);
}

std::expected<Timestamp, Wrong> read_timestamp(const Value& value) {
  return then(read_string(value), &date_time_from_text);
}

std::expected<Timestamp, Wrong> date_time_from_text(std::string_view text) {
  if (const auto time = parse_rfc3339(text)) return *time;
  return wrong("datetime_parsing", "Input should be a valid date and time such as 2026-11-22T09:49:19.042Z");
}

std::expected<std::chrono::sys_days, Wrong> day_from_text(std::string_view text) {
  if (const auto day = parse_full_date(text)) return *day;
  return wrong("date_parsing", "Input should be a valid day such as 2026-11-22");
}

std::expected<std::int64_t, Wrong> integer_from_text(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (stop != text.data() + text.size() || error == std::errc::invalid_argument) {
    return not_an_integer();
  }
  if (error == std::errc::result_out_of_range) return beyond(text, std::to_string(least), std::to_string(most));
  return within(value, least, most);
}

std::expected<bool, Wrong> bool_from_text(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return wrong("bool_parsing", "Input should be a valid boolean: true or false");
}

std::expected<Ulid, Wrong> ulid_from_text(std::string_view text) {
  if (const auto id = Ulid::parse(text)) return *id;
  return wrong("ulid_parsing", "Input should be a valid ULID, 26 characters of Crockford's base 32");
}

std::expected<Timestamp, Wrong> timestamp_from_text(std::string_view text) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  return mapped(integer_from_text(text, least, most),
                [](std::int64_t count) { return Timestamp{Milliseconds{count}}; });
}

std::expected<std::string, Wrong> string_from_text(std::string_view text) {
  if (!is_utf8(text)) return not_unicode();
  return std::string(text);
}

std::expected<std::string, Wrong> limited_text(std::string_view text, std::size_t least, std::size_t most) {
  const auto profile = profile_of(text);
  if (!profile) return not_unicode();
  if (profile->code_points < least)
    return wrong("string_too_short", "String should have at least " + characters(least));
  if (profile->code_points > most) return wrong("string_too_long", "String should have at most " + characters(most));
  if (profile->controls) return wrong("string_control_character", "String should not contain control characters");
  if (least > 0 && profile->blank) return wrong("string_blank", "String should not consist of white space only");
  return std::string(text);
}

boost::json::object or_numeral(boost::json::object number, Direction direction) {
  if (direction != Direction::body) return number;
  boost::json::object text{{"type", "string"},
                           {"pattern", R"(^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$)"},
                           {"description", "the same number in a string"}};
  return {{"anyOf", boost::json::array{std::move(number), std::move(text)}}};
}

boost::json::object or_null(boost::json::object schema) {
  const boost::json::object null{{"type", "null"}};
  if (const auto* choices = schema.if_contains("anyOf")) {
    auto more = choices->as_array();
    more.push_back(null);
    return {{"anyOf", std::move(more)}};
  }
  schema["type"] = {schema["type"], "null"};
  return schema;
}

boost::json::object integer_schema(std::int64_t least, std::int64_t most) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

// Has no multipleOf: validators that divide in binary would refuse 19.99.
boost::json::object money_schema(std::int64_t most) {
  const auto& [code, decimals] = shop_currency();
  return {{"type", "number"},
          {"minimum", 0},
          {"maximum", static_cast<double>(most) / std::pow(10.0, decimals)},
          {"description", "in " + std::string(code) + ", with at most " + std::to_string(decimals) + " decimals"}};
}

std::expected<Currency, Wrong> currency_from_text(std::string_view code) {
  if (const auto found = Currency::find(code)) return *found;
  return wrong("currency_code", "Input should be the ISO 4217 code of a currency");
}

boost::json::object currency_schema() {
  return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}, {"description", "ISO 4217"}};
}

boost::json::object cursor_schema() {
  return {{"type", "string"}, {"format", "cursor"}, {"description", "from a Link header of this list"}};
}

boost::json::object string_schema() {
  return {{"type", "string"}};
}

// The rules of limited_text() as a regular expression: the control characters, and Unicode's white space.
boost::json::object text_schema(std::size_t least, std::size_t most) {
  const std::string controls = R"(\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f)";
  const std::string spaces = R"( \u0009\u000a\u000d\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000)";
  const std::string any = "[^" + controls + "]*";
  const auto pattern = least == 0 ? "^" + any + "$" : "^" + any + "[^" + controls + spaces + "]" + any + "$";
  return {{"type", "string"}, {"minLength", least}, {"maxLength", most}, {"pattern", pattern}};
}

boost::json::object ulid_schema(Direction direction) {
  const auto* written = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";
  const auto* read = "^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$";
  return {{"type", "string"}, {"pattern", direction == Direction::answer ? written : read}};
}

boost::json::object balance_schema() {
  return {{"type", "number"}, {"description", "in " + std::string(shop_currency().code) + ", may be negative"}};
}

boost::json::object date_schema() {
  return {{"type", "string"}, {"format", "date"}};
}

boost::json::object timestamp_schema() {
  return {{"type", "string"}, {"format", "date-time"}};
}

void write_integer(std::int64_t value, std::string& out) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

Wrong not_among(const std::vector<std::string_view>& choices) {
  std::string msg = "Input should be ";
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) msg += i + 1 == choices.size() ? " or " : ", ";
    ((msg += '\'') += choices[i]) += '\'';
  }
  return {"enum", std::move(msg)};
}

}  // namespace souk::describe
