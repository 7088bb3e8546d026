#include "runtime/order_button.hpp"

#include <algorithm>

#include "describe/text_profile.hpp"

namespace souk::runtime {
namespace {

constexpr std::size_t most_languages = 20, longest_text = 60, longest_language = 35;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_letter_or_digit(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

// A part of the form of RFC 5646: "de", "pt-BR", "zh-Hant".
bool is_language(std::string_view text) {
  auto subtag = text.substr(0, text.find('-'));
  if (subtag.size() < 2 || subtag.size() > 3 || !std::ranges::all_of(subtag, is_letter)) return false;
  if (text.size() > longest_language) return false;
  for (auto rest = text.substr(subtag.size()); !rest.empty(); rest.remove_prefix(subtag.size())) {
    rest.remove_prefix(1);  // the hyphen
    subtag = rest.substr(0, rest.find('-'));
    if (subtag.empty() || subtag.size() > 8 || !std::ranges::all_of(subtag, is_letter_or_digit)) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Braces without a meaning are a mistake in writing {amount}, which buyers would read.
bool has_only_amount_in_braces(std::string_view text) {
  constexpr std::string_view amount = "{amount}";
  const auto at = text.find(amount);
  if (at == text.npos) return text.find_first_of("{}") == text.npos;
  return text.find_first_of("{}") == at && text.find_first_of("{}", at + amount.size()) == text.npos;
}

bool is_button_text(std::string_view text) {
  const auto profile = describe::profile_of(text);
  if (!profile || profile->controls || profile->blank || text.find_first_of("\t\r\n") != text.npos) return false;
  return profile->code_points <= longest_text && has_only_amount_in_braces(text);
}

// "de=Zahlungspflichtig bestellen"
std::optional<OrderButton> parse_one(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == text.npos) return std::nullopt;
  const auto language = trimmed(text.substr(0, equals));
  const auto words = trimmed(text.substr(equals + 1));
  if (!is_language(language) || !is_button_text(words)) return std::nullopt;
  return OrderButton{std::string(language), std::string(words)};
}

bool begins_with_language(std::string_view text) {
  const auto equals = text.find('=');
  return equals != text.npos && is_language(trimmed(text.substr(0, equals)));
}

bool same_language(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

}  // namespace

std::optional<std::vector<OrderButton>> parse_order_button(std::string_view text) {
  std::vector<OrderButton> buttons;
  if (!begins_with_language(text)) {
    if (!is_button_text(text)) return std::nullopt;
    buttons.push_back({"", std::string(trimmed(text))});
    return buttons;
  }
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(';', at), text.size());
    auto one = parse_one(text.substr(at, end - at));
    if (!one || buttons.size() == most_languages) return std::nullopt;
    for (const auto& other : buttons) {
      if (same_language(other.language, one->language)) return std::nullopt;
    }
    buttons.push_back(std::move(*one));
    at = end + 1;
  }
  return buttons;
}

}  // namespace souk::runtime
