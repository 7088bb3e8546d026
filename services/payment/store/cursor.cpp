#include <charconv>
#include <ranges>

#include "payment/store/orders.hpp"

namespace souk::payment {

// "5-0-1f": one hexadecimal number a partition.
std::string text_of(const Cursor& cursor) {
  std::string text;
  for (auto end : cursor) {
    char digits[16];
    if (!text.empty()) text += '-';
    text.append(digits, std::to_chars(digits, digits + sizeof digits, end, 16).ptr);
  }
  return text;
}

std::optional<Cursor> parse_cursor(std::string_view text, unsigned partitions) {
  Cursor cursor;
  for (auto part : text | std::views::split('-')) {
    std::int64_t end = -1;
    const std::string_view digits(part);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), end, 16);
    if (error != std::errc{} || rest != digits.data() + digits.size() || end < 0) return std::nullopt;
    cursor.push_back(end);
  }
  if (cursor.size() != partitions) return std::nullopt;
  return cursor;
}

}  // namespace souk::payment
