#include "payment/domain/buyer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "describe/json.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t code_digits = 6;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string normalised(const Email& email) {
  auto text = email.value;
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<SessionId> SessionId::parse(std::string_view text) {
  if (text.size() != partition_digits + 2 * random_bytes || !is_hex(text)) return std::nullopt;
  return SessionId{std::string(text)};
}

SessionId SessionId::of(unsigned partition, std::string_view random) {
  char digits[partition_digits + 1];
  std::snprintf(digits, sizeof digits, "%04x", partition & 0xffff);
  return {digits + std::string(random)};
}

unsigned SessionId::partition() const {
  unsigned partition = 0;
  std::from_chars(text.data(), text.data() + partition_digits, partition, 16);
  return partition;
}

}  // namespace souk::payment

namespace souk::describe {

using souk::payment::SignInCode;

std::expected<SignInCode, Wrong> Scalar<SignInCode>::read(const Value& value) {
  return then(read_string(value), &from_text);
}

void Scalar<SignInCode>::write(const SignInCode& code, std::string& out) {
  write_string(code.digits, out);
}

std::expected<SignInCode, Wrong> Scalar<SignInCode>::from_text(std::string_view text) {
  std::string digits;
  bool wrong = false;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    wrong |= c < '0' || c > '9';
    digits += c;
  }
  if (!wrong && digits.size() == payment::code_digits) return SignInCode{std::move(digits)};
  return std::unexpected(Wrong{"string_pattern_mismatch", "Input should be the six digits of the code"});
}

boost::json::object Scalar<SignInCode>::schema() {
  return {{"type", "string"}, {"pattern", "^(?:[ -]*[0-9]){6}[ -]*$"}};
}

}  // namespace souk::describe
