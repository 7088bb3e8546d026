#include "inventory/domain/image.hpp"

#include <algorithm>

namespace souk::inventory {

bool Image::valid(std::string_view text) {
  if (text.empty()) return true;
  const bool visible = std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
  const bool own_path = text.starts_with('/') && !text.starts_with("//");
  return visible && text.size() <= max && (own_path || text.starts_with("https://") || text.starts_with("http://"));
}

}  // namespace souk::inventory

namespace souk::describe {

std::expected<souk::inventory::Image, Wrong> Scalar<souk::inventory::Image>::read(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return from_text(*text);
  return std::unexpected(Wrong{"string_type", "Input should be a string"});
}

std::expected<souk::inventory::Image, Wrong> Scalar<souk::inventory::Image>::from_text(std::string_view text) {
  if (Image::valid(text)) return Image(std::string(text));
  return std::unexpected(Wrong{
      "url_parsing", "Input should be an http or https URL or a path beginning with '/', at most 2000 characters"});
}

boost::json::object Scalar<souk::inventory::Image>::schema() {
  return {{"type", "string"},
          {"maxLength", Image::max},
          {"pattern", "^(https?://[!-~]*|/([!-.0-~][!-~]*)?)?$"},
          {"description", "an http or https URL, or a path on the shop's own origin"}};
}

}  // namespace souk::describe
