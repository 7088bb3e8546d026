#include "inventory/domain/image.hpp"

#include <algorithm>

namespace souk::inventory {
namespace {

bool is_visible_ascii(char c) {
  return c > ' ' && c < '\x7f';
}

bool is_web_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

// An address may contain a comma, but not a comma followed by another address.
bool is_list(std::string_view text) {
  for (auto at = text.find_first_of(",;|"); at != text.npos; at = text.find_first_of(",;|", at + 1)) {
    auto rest = text.substr(at + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (is_web_address(rest)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> Image::problem(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.starts_with("data:")) return "Input should be the address of a picture, not the picture itself (data:)";
  if (is_list(text)) return "Input should be one address, not a list";
  const bool own_path = text.starts_with('/') && !text.starts_with("//");
  if (!own_path && !is_web_address(text)) {
    return "Input should be an http or https URL or a path beginning with '/'";
  }
  if (!std::ranges::all_of(text, is_visible_ascii)) {
    return "Input should be an address without spaces and accented letters: write them percent-encoded, such as %20 "
           "for "
           "a space";
  }
  if (text.size() > max) return "Input should have at most 2000 characters";
  return std::nullopt;
}

}  // namespace souk::inventory

namespace souk::describe {

std::expected<souk::inventory::Image, Wrong> Scalar<souk::inventory::Image>::read(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return from_text(*text);
  return std::unexpected(Wrong{"string_type", "Input should be a string"});
}

std::expected<souk::inventory::Image, Wrong> Scalar<souk::inventory::Image>::from_text(std::string_view text) {
  const auto problem = Image::problem(text);
  if (!problem) return Image(std::string(text));
  return std::unexpected(Wrong{"url_parsing", std::string(*problem)});
}

boost::json::object Scalar<souk::inventory::Image>::schema() {
  return {{"type", "string"},
          {"maxLength", Image::max},
          {"pattern", "^$|^(?!.*[,;|]https?://)(https?://|/(?!/))[!-~]*$"},
          {"description", "one http or https URL, or a path on the shop's own origin, percent-encoded"}};
}

}  // namespace souk::describe
