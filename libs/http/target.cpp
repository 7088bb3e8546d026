#include "http/target.hpp"

#include <algorithm>

#include "base/percent.hpp"
#include "base/utf8.hpp"
#include "http/ascii.hpp"

namespace souk::http {

namespace {

std::string query_word(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  auto decoded = percent_decode(spaced);
  return decoded ? std::move(*decoded) : std::move(spaced);
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  if (text == "*") return Target{text, {}};
  for (std::string_view scheme : {"http://", "https://"}) {
    if (!same_word(text.substr(0, scheme.size()), scheme)) continue;
    text.remove_prefix(scheme.size());
    const auto path = text.find_first_of("/?");
    if (path == 0 || text.empty()) return std::nullopt;  // no host
    if (path == std::string_view::npos) return Target{"/", {}};
    if (text[path] == '?') return Target{"/", text.substr(path + 1)};
    text.remove_prefix(path);
    break;
  }
  if (!text.starts_with('/')) return std::nullopt;
  const auto mark = text.find('?');
  if (mark == std::string_view::npos) return Target{text, {}};
  return Target{text.substr(0, mark), text.substr(mark + 1)};
}

std::optional<std::string> percent_decode(std::string_view text) {
  const auto is_plain = [](char c) { return c > '\0' && c < '\x7f' && c != '%'; };
  // Counts instead of searching: compilers vectorise a loop without an early exit.
  if (std::ranges::count_if(text, is_plain) == std::ssize(text)) return std::string(text);
  auto decoded = percent_decoded(text);
  if (!decoded || decoded->contains('\0') || !is_utf8(*decoded)) return std::nullopt;
  return decoded;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view marks = "-._~";
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || marks.contains(c)) {
      out.push_back(c);
    } else {
      const char encoded[] = {'%', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]};
      out.append(encoded, sizeof encoded);
    }
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto field = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (field.empty()) continue;
    const auto equals = std::min(field.find('='), field.size());
    fields.emplace_back(query_word(field.substr(0, equals)),
                        query_word(field.substr(std::min(equals + 1, field.size()))));
  }
  return fields;
}

}  // namespace souk::http
