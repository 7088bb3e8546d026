#include "inventory/api/shown_product.hpp"

namespace souk::inventory {

std::string media_file(const ProductImage& picture, std::int64_t width) {
  return "/media/" + picture.hash.text() + '-' + std::to_string(width) + ".webp";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace souk::inventory
