#include "payment/store/cursor.hpp"

#include <charconv>
#include <ranges>

namespace souk::payment {

std::string Cursor::text() const {
  std::string text;
  for (auto end : ends) {
    char digits[16];
    if (!text.empty()) text += '-';
    text.append(digits, std::to_chars(digits, digits + sizeof digits, end, 16).ptr);
  }
  return text;
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor cursor;
  for (auto part : text | std::views::split('-')) {
    std::int64_t end = -1;
    const std::string_view digits(part);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), end, 16);
    if (error != std::errc{} || rest != digits.data() + digits.size() || end < 0) return std::nullopt;
    cursor.ends.push_back(end);
  }
  if (cursor.ends.empty()) return std::nullopt;
  return cursor;
}

}  // namespace souk::payment
