#include "inventory/search/search_cursor.hpp"

#include <charconv>
#include <ranges>
#include <vector>

#include "base/stable_hash.hpp"

namespace souk::inventory {
namespace {

// The same in every process, so a cursor stays valid behind a load balancer and after an update.
std::uint64_t fingerprint(const SearchQuery& query) {
  auto text = query.text ? "text " + *query.text : "all";
  text += !query.in_stock ? "/any/" : *query.in_stock ? "/in stock/" : "/sold out/";
  if (query.drafts) text += "drafts/";
  if (query.grouped) text += "grouped/";
  return stable_hash(text + std::to_string(static_cast<int>(query.order)));
}

std::string hexadecimal(std::uint64_t number) {
  char digits[16];
  return {digits, std::to_chars(digits, digits + sizeof digits, number, 16).ptr};
}

template <class T>
std::optional<T> number(std::string_view digits, int base) {
  T value = 0;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || rest != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) (text += digits[byte >> 4]) += digits[byte & 15];
  return text;
}

std::optional<std::string> bytes(std::string_view digits) {
  std::string text;
  if (digits.size() % 2) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto byte = number<unsigned char>(digits.substr(i, 2), 16);
    if (!byte) return std::nullopt;
    text += static_cast<char>(*byte);
  }
  return text;
}

struct Cursor {
  std::uint64_t fingerprint;
  SearchPlace place;
};

// fingerprint.number.id.name
std::optional<Cursor> parse(std::string_view text) {
  std::vector<std::string_view> parts;
  for (const auto part : text | std::views::split('.')) parts.emplace_back(part);
  if (parts.size() != 4) return std::nullopt;
  const auto of = number<std::uint64_t>(parts[0], 16);
  const auto sorted_by = number<std::int64_t>(parts[1], 10);
  const auto id = Ulid::parse(parts[2]);
  auto name = bytes(parts[3]);
  if (!of || !sorted_by || !id || !name) return std::nullopt;
  return Cursor{*of, {*sorted_by, std::move(*name), *id}};
}

}  // namespace

std::string cursor_text(const SearchPlace& place, const SearchQuery& query) {
  return hexadecimal(fingerprint(query)) + '.' + std::to_string(place.number) + '.' + place.id.text() + '.' +
         hexadecimal(std::string_view(place.name));
}

bool is_search_cursor(std::string_view text) {
  return parse(text).has_value();
}

std::optional<SearchPlace> parse_search_cursor(std::string_view text, const SearchQuery& query) {
  auto cursor = parse(text);
  if (!cursor || cursor->fingerprint != fingerprint(query)) return std::nullopt;
  return std::move(cursor->place);
}

}  // namespace souk::inventory
