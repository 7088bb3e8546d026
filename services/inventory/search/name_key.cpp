#include "inventory/search/name_key.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace souk::inventory {
namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

std::string folded(std::string_view name) {
  if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string text(name);
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return text;
  }
  utf8proc_uint8_t* mapped = nullptr;
  // Unicode's NFKC_Casefold.
  constexpr int options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()), static_cast<utf8proc_ssize_t>(name.size()),
                   &mapped, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(mapped);
  if (size < 0) return std::string(name);  // no UTF-8: only itself
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

// The white space at the front, in bytes. NFKC has made spaces of nearly all others.
std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
  for (const std::string_view other : {"\u0085", "\u1680", "\u2028", "\u2029"}) {
    if (text.starts_with(other)) return other.size();
  }
  return 0;
}

std::string with_joined_spaces(std::string_view text) {
  std::string joined;
  bool behind_space = false;
  while (!text.empty()) {
    const auto space = space_at(text);
    if (space == 0) {
      if (behind_space && !joined.empty()) joined += ' ';
      joined += text[0];
    }
    behind_space = space > 0;
    text.remove_prefix(std::max<std::size_t>(space, 1));
  }
  return joined;
}

}  // namespace

std::string name_key(std::string_view name) {
  auto key = with_joined_spaces(folded(name));
  return key.empty() ? std::string(name) : key;
}

}  // namespace souk::inventory
