#include "payment/store/cursor.hpp"

#include <charconv>
#include <ranges>

namespace souk::describe {

using souk::payment::Cursor;

std::string Scalar<Cursor>::text(const Cursor& cursor) {
  std::string text;
  for (auto end : cursor.ends) {
    char digits[16];
    if (!text.empty()) text += '-';
    text.append(digits, std::to_chars(digits, digits + sizeof digits, end, 16).ptr);
  }
  return text;
}

std::expected<Cursor, Wrong> Scalar<Cursor>::from_text(std::string_view text) {
  const auto wrong =
      std::unexpected(Wrong{"cursor_parsing", "Input should be a cursor from a Link header of this list"});
  Cursor cursor;
  for (auto part : text | std::views::split('-')) {
    std::int64_t end = -1;
    const std::string_view digits(part);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), end, 16);
    if (error != std::errc{} || rest != digits.data() + digits.size() || end < 0) return wrong;
    cursor.ends.push_back(end);
  }
  if (cursor.ends.empty()) return wrong;
  return cursor;
}

boost::json::object Scalar<Cursor>::schema() {
  return cursor_schema();
}

}  // namespace souk::describe
