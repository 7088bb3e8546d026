#include "inventory/search/plurals.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::inventory {
namespace {

// Irregular words, and words that look like a plural but have another meaning as a singular.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> irregular = {{
    {"child", "children"},
    {"foot", "feet"},
    {"goose", "geese"},
    {"mouse", "mice"},
    {"ox", "oxen"},
    {"person", "people"},
    {"tooth", "teeth"},
}};
constexpr std::array<std::string_view, 3> no_plurals = {"news", "species", "series"};

struct Endings {
  std::string_view singular, plural;
};
constexpr std::array<Endings, 9> endings = {{
    {"", "s"},
    {"s", "ses"},
    {"x", "xes"},
    {"z", "zes"},
    {"h", "hes"},
    {"o", "oes"},
    {"y", "ies"},
    {"f", "ves"},
    {"fe", "ves"},
}};

}  // namespace

std::vector<std::string> other_number(std::string_view word) {
  std::vector<std::string> others;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (word.size() < 3 || !std::ranges::all_of(word, is_letter)) return others;
  for (const auto& [singular, plural] : irregular) {
    if (word == singular) others.emplace_back(plural);
    if (word == plural) others.emplace_back(singular);
  }
  const auto swap = [&](std::string_view from, std::string_view to) {
    if (!word.ends_with(from) || word.size() < from.size() + 2) return;
    others.push_back(std::string(word.substr(0, word.size() - from.size())).append(to));
  };
  swap("man", "men");
  swap("men", "man");
  if (std::ranges::count(no_plurals, word) > 0) return others;
  for (const auto& [singular, plural] : endings) {
    swap(singular, plural);
    const bool is_singular = plural == "s" && word.ends_with("ss");  // glass
    if (!is_singular) swap(plural, singular);
  }
  return others;
}

}  // namespace souk::inventory
