#include "payment/domain/order_number.hpp"

#include "base/stable_hash.hpp"
#include "describe/json.hpp"

namespace souk::payment {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t group = 4;

std::string grouped(std::string_view text) {
  return std::string(text.substr(0, group)) + '-' + std::string(text.substr(group));
}

// The digit that a person means, or 0.
char digit_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'I' || c == 'L') return '1';
  if (c == 'O') return '0';
  return digits.contains(c) ? c : '\0';
}

}  // namespace

// The halves of the hash are folded together, because its low bits alone vary little.
OrderNumber number_of(const Ulid& pk) {
  auto hash = stable_hash(pk.text());
  hash ^= hash >> 40;
  std::string text(2 * group + 1, '-');
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == group) continue;
    text[i] = digits[hash & 31];
    hash >>= 5;
  }
  return {std::move(text)};
}

}  // namespace souk::payment

namespace souk::describe {

using souk::payment::OrderNumber;

std::expected<OrderNumber, Wrong> Scalar<OrderNumber>::read(const Value& value) {
  return then(read_string(value), &from_text);
}

void Scalar<OrderNumber>::write(const OrderNumber& number, std::string& out) {
  write_string(number.text, out);
}

std::expected<OrderNumber, Wrong> Scalar<OrderNumber>::from_text(std::string_view text) {
  std::string found;
  bool wrong = false;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const char digit = payment::digit_of(c);
    wrong |= digit == '\0';
    found += digit;
  }
  if (!wrong && found.size() == 2 * payment::group) return OrderNumber{payment::grouped(found)};
  return std::unexpected(Wrong{"string_pattern_mismatch", "Input should be the number of an order like K7QX-04MZ"});
}

boost::json::object Scalar<OrderNumber>::schema(Direction direction) {
  const bool is_written = direction == Direction::answer;
  return {{"type", "string"},
          {"pattern",
           is_written ? "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$" : "^(?:[ -]*[0-9A-TV-Za-tv-z]){8}[ -]*$"}};
}

}  // namespace souk::describe
