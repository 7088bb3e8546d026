// UTF-8 (RFC 3629), decoded in one place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

struct CodePoint {
  char32_t value;
  std::size_t size;  // bytes
};

// The first code point of `text`. Returns nothing for an overlong form, a surrogate, a value above U+10FFFF or a
// sequence that is cut off.
constexpr std::optional<CodePoint> first_code_point(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  if (first < 0x80) return CodePoint{first, 1};
  const std::size_t size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size == 0 || size > text.size()) return std::nullopt;
  char32_t value = first & (0x7f >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return std::nullopt;
    value = (value << 6) | (byte(i) & 0x3f);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (overlong || surrogate || value > 0x10ffff) return std::nullopt;
  return CodePoint{value, size};
}

constexpr bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto point = first_code_point(text);
    if (!point) return false;
    text.remove_prefix(point->size);
  }
  return true;
}

// Returns nothing when `text` is not UTF-8.
inline std::optional<std::u32string> code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const auto point = first_code_point(text);
    if (!point) return std::nullopt;
    points += point->value;
    text.remove_prefix(point->size);
  }
  return points;
}

}  // namespace souk
