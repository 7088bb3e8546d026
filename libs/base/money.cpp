#include "base/money.hpp"

#include <array>
#include <charconv>

#include "base/currency.hpp"

namespace souk {
namespace {

constexpr std::array<std::uint64_t, 5> minor_units_in_one{1, 10, 100, 1000, 10'000};  // by the number of decimals

}  // namespace

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
  auto place = minor_units_in_one[shop_currency().decimals];
  char text[40];
  auto end = std::to_chars(text, text + sizeof text, magnitude / place).ptr;
  *end++ = '.';
  auto rest = magnitude % place;
  do {
    place = place > 1 ? place / 10 : 1;
    *end++ = static_cast<char>('0' + rest / place);
    rest %= place;
  } while (rest != 0);
  out.append(text, end);
}

}  // namespace souk
