#include "inventory/search/spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <span>

#include "inventory/search/search_words.hpp"

namespace souk::inventory {
namespace {

// The letters of a word as numbers, and a set of bits that rules out most other words quickly.
struct Letters {
  std::array<char32_t, longest_word> points{};
  std::size_t size = 0;
  std::uint32_t set = 0;

  explicit Letters(std::string_view utf8) {
    for (const unsigned char byte : utf8) {
      if ((byte & 0xc0) != 0x80) {
        points[size++] = byte;
      } else {
        points[size - 1] = points[size - 1] << 6 | (byte & 0x3f);
      }
    }
    for (std::size_t i = 0; i < size; ++i) set |= 1u << (points[i] % 32);
  }
};

bool may_be_within(const Letters& a, const Letters& b, std::size_t limit) {
  const auto difference = a.size > b.size ? a.size - b.size : b.size - a.size;
  return difference <= limit && static_cast<std::size_t>(std::popcount(a.set ^ b.set)) <= 2 * limit;
}

// Optimal string alignment, one row for each letter of `a`.
std::size_t distance(const Letters& a, const Letters& b) {
  using Row = std::array<std::uint8_t, longest_word + 1>;
  Row two_before{}, before{}, row{};
  for (std::size_t j = 0; j <= b.size; ++j) row[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size; ++i) {
    two_before = before;
    before = row;
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size; ++j) {
      const bool same = a.points[i - 1] == b.points[j - 1];
      int best = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a.points[i - 1] == b.points[j - 2] && a.points[i - 2] == b.points[j - 1];
      if (swapped) best = std::min(best, two_before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(best);
    }
  }
  return row[b.size];
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<std::string> nearest_terms(const Dictionary& dictionary, std::string_view word, std::size_t most) {
  struct Found {
    std::size_t distance, rarity;
    std::string_view text;
    auto operator<=>(const Found&) const = default;
  };
  const Letters wanted(word);
  if (wanted.size < 3 || has_digit(word)) return {};
  const std::size_t limit = wanted.size < 6 ? 1 : 2;
  std::vector<Found> found;
  dictionary.each([&](const Term& term) {
    if (term.text().size() > longest_word) return;  // a word with a sign, or a pair
    const Letters letters(term.text());
    if (!may_be_within(wanted, letters, limit) || has_digit(term.text())) return;
    const auto far = distance(wanted, letters);
    if (far > 0 && far <= limit) found.push_back({far, ~term.products(), term.text()});
  });
  const auto size = std::min(most, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(size));
  std::vector<std::string> texts;
  for (const auto& term : std::span(found).first(size)) texts.emplace_back(term.text);
  return texts;
}

}  // namespace souk::inventory
