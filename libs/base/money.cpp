#include "base/money.hpp"

#include <charconv>

namespace souk {

std::string Money::text() const {
  std::string out;
  append_to(out);
  return out;
}

void Money::append_to(std::string& out) const {
  auto magnitude = static_cast<std::uint64_t>(units_);
  if (units_ < 0) {
    out += '-';
    magnitude = 0 - magnitude;
  }
  char digits[20];
  auto end = std::to_chars(digits, digits + sizeof digits, magnitude / 100).ptr;
  out.append(digits, end);
  out += '.';
  const auto cents = magnitude % 100;
  out += static_cast<char>('0' + cents / 10);
  if (cents % 10 != 0) out += static_cast<char>('0' + cents % 10);
}

}  // namespace souk
