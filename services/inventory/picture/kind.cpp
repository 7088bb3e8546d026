#include "inventory/picture/kind.hpp"

namespace souk::picture {
namespace {

// A file of the ISO base media format names what it is, and what it is compatible with, in its first box.
bool is_avif(std::string_view bytes) {
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return false;
  const auto brand = bytes.substr(8, 4);
  return brand == "avif" || brand == "avis";
}

}  // namespace

std::optional<Kind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return Kind::webp;
  if (is_avif(bytes)) return Kind::avif;
  return std::nullopt;
}

}  // namespace souk::picture
