#include "describe/utf8.hpp"

namespace souk::describe {
namespace {

constexpr char32_t invalid = 0xffff'ffff;

// The code point at the front, taken off.
char32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
  if (length == 0 || length > text.size()) return invalid;
  char32_t point = length == 1 ? first : first & (0x7f >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return invalid;
    point = (point << 6) | (byte(i) & 0x3f);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (overlong || surrogate || point > 0x10ffff) return invalid;
  text.remove_prefix(length);
  return point;
}

bool is_control(char32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7f && point <= 0x9f);
}

// Unicode's White_Space.
bool is_space(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0d) || point == 0x85 || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 || point == 0x202f ||
         point == 0x205f || point == 0x3000;
}

}  // namespace

std::optional<Script> examine(std::string_view text) {
  Script script;
  while (!text.empty()) {
    const auto point = take(text);
    if (point == invalid) return {};
    ++script.code_points;
    script.controls |= is_control(point);
    script.blank &= is_space(point);
  }
  return script;
}

}  // namespace souk::describe
