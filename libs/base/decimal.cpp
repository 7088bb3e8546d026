#include "base/decimal.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace souk {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The parts of a number in JSON's grammar.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;
};

std::string_view take_digits(std::string_view& text) {
  auto end = std::ranges::find_if_not(text, is_digit);
  auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// Saturates far above the length of any text. So an absurd exponent costs no time and still counts as out of range.
std::int64_t exponent_value(std::string_view digits) {
  constexpr std::int64_t enough = 1'000'000'000'000'000;
  std::int64_t value = 0;
  for (char digit : digits) value = std::min(enough, value * 10 + (digit - '0'));
  return value;
}

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  parts.negative = take(text, '-');
  parts.whole = take_digits(text);
  if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole.front() == '0')) return {};
  if (take(text, '.')) {
    parts.fraction = take_digits(text);
    if (parts.fraction.empty()) return {};
  }
  if (take(text, 'e') || take(text, 'E')) {
    bool down = take(text, '-');
    if (!down) take(text, '+');
    auto digits = take_digits(text);
    if (digits.empty()) return {};
    parts.exponent = down ? -exponent_value(digits) : exponent_value(digits);
  }
  if (!text.empty()) return {};
  return parts;
}

// Drops zeros at both ends. The digits that remain give the value; `exponent` gives the position of the point.
struct Digits {
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent;  // of the last digit
  std::size_t count() const { return whole.size() + fraction.size(); }
};

void trim_front(std::string_view& digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
}

std::size_t trim_back(std::string_view& digits) {
  auto kept = digits.find_last_not_of('0') + 1;  // npos + 1 is 0
  auto dropped = digits.size() - kept;
  digits.remove_suffix(dropped);
  return dropped;
}

Digits significant(const Parts& parts) {
  Digits digits{parts.whole, parts.fraction, 0};
  trim_back(digits.fraction);
  digits.exponent = parts.exponent - static_cast<std::int64_t>(digits.fraction.size());
  if (digits.fraction.empty()) digits.exponent += static_cast<std::int64_t>(trim_back(digits.whole));
  trim_front(digits.whole);
  if (digits.whole.empty()) trim_front(digits.fraction);
  return digits;
}

}  // namespace

std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text, unsigned places) {
  auto parts = split(text);
  if (!parts) return std::unexpected(DecimalFault::not_a_number);
  auto digits = significant(*parts);
  if (digits.count() == 0) return 0;

  constexpr std::int64_t most_digits = std::numeric_limits<std::int64_t>::digits10 + 1;  // 19: they fit in a uint64
  const std::int64_t zeros = digits.exponent + places;
  if (zeros < 0) return std::unexpected(DecimalFault::too_many_places);
  if (static_cast<std::int64_t>(digits.count()) + zeros > most_digits)
    return std::unexpected(DecimalFault::out_of_range);

  std::uint64_t value = 0;
  for (char digit : digits.whole) value = value * 10 + static_cast<unsigned>(digit - '0');
  for (char digit : digits.fraction) value = value * 10 + static_cast<unsigned>(digit - '0');
  for (std::int64_t i = 0; i < zeros; ++i) value *= 10;

  constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  if (value > largest + (parts->negative ? 1 : 0)) return std::unexpected(DecimalFault::out_of_range);
  return static_cast<std::int64_t>(parts->negative ? 0 - value : value);
}

}  // namespace souk
