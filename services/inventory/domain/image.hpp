#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "describe/scalar.hpp"

namespace souk::inventory {

// The address of a product's picture: an http or https URL, a path on the shop's own origin ("/images/a.jpg"), or
// empty. At most 2000 bytes of visible ASCII.
class Image {
 public:
  static constexpr std::size_t max = 2000;
  Image() = default;
  static std::optional<std::string_view> problem(std::string_view text);  // a sentence; nothing when it is valid
  explicit Image(std::string text) : text_(std::move(text)) {}
  const std::string& text() const { return text_; }
  bool operator==(const Image&) const = default;

 private:
  std::string text_;
};

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::Image> {
  using Image = souk::inventory::Image;
  static std::expected<Image, Wrong> read(const Value& value);
  static void write(const Image& image, std::string& out) { write_string(image.text(), out); }
  static std::string text(const Image& image) { return image.text(); }
  static std::expected<Image, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};
