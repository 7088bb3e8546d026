// The pictures of a product that the owner uploaded. Their files are made by the program `picture`.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "describe/describe.hpp"

namespace souk::inventory {

inline constexpr std::size_t max_images = 10;                     // of a product
inline constexpr std::size_t max_upload = std::size_t{10} << 20;  // bytes

// Names a picture by the content of its upload: 32 lower-case hexadecimal digits.
class ImageHash {
 public:
  ImageHash() = default;
  static std::optional<ImageHash> parse(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const ImageHash&) const = default;

 private:
  explicit ImageHash(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

using AltText = describe::Text<0, 300>;
using Pixels = describe::Integer<1, 1280>;
using PixelsDown = describe::Integer<1, 12800>;

// Its files are /media/<hash>-<width>.webp, for `width` and for each of 320 and 640 below it.
struct ProductImage {
  ImageHash hash;
  AltText alt;
  Pixels width;
  PixelsDown height;
  bool operator==(const ProductImage&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProductImage, (), (hash, alt, width, height))

// In their order; the first is the one that lists show. A field of a product's hash: JSON, or nothing.
struct ProductImages {
  std::vector<ProductImage> all;
  bool operator==(const ProductImages&) const = default;
};

struct WantedImage {
  using resource = ProductImage;
  ImageHash hash;
  AltText alt;
};
BOOST_DESCRIBE_STRUCT(WantedImage, (), (hash, alt))

// The pictures of a product in another order or with other texts: each of them once.
struct Arrangement {
  describe::List<WantedImage, 0, max_images, &WantedImage::hash> images;
};
BOOST_DESCRIBE_STRUCT(Arrangement, (), (images))

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::ImageHash> {
  using ImageHash = souk::inventory::ImageHash;
  static std::expected<ImageHash, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(const ImageHash& hash, std::string& out) { write_string(hash.text(), out); }
  static std::string text(const ImageHash& hash) { return hash.text(); }
  static std::expected<ImageHash, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::inventory::ProductImages> {
  using ProductImages = souk::inventory::ProductImages;
  static void write(const ProductImages& images, std::string& out);
  static std::string text(const ProductImages& images);
  static std::expected<ProductImages, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};
