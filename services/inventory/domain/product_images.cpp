#include "inventory/domain/product_images.hpp"

#include <algorithm>

namespace souk::inventory {
namespace {

// As the hash of a product has them.
struct StoredImages {
  describe::List<ProductImage, 0, max_images> images;
};
BOOST_DESCRIBE_STRUCT(StoredImages, (), (images))

bool is_lower_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

}  // namespace

std::optional<ImageHash> ImageHash::parse(std::string_view text) {
  if (text.size() != 32 || !std::ranges::all_of(text, is_lower_hex)) return std::nullopt;
  return ImageHash(std::string(text));
}

}  // namespace souk::inventory

namespace souk::describe {

using souk::inventory::ImageHash;
using souk::inventory::ProductImage;
using souk::inventory::ProductImages;

std::expected<ImageHash, Wrong> Scalar<ImageHash>::from_text(std::string_view text) {
  if (auto hash = ImageHash::parse(text)) return std::move(*hash);
  return std::unexpected(
      Wrong{"string_pattern_mismatch", "Input should be the hash of a picture: 32 hexadecimal digits"});
}

boost::json::object Scalar<ImageHash>::schema() {
  return {{"type", "string"}, {"pattern", "^[0-9a-f]{32}$"}};
}

void Scalar<ProductImages>::write(const ProductImages& images, std::string& out) {
  out += '[';
  for (const auto& image : images.all) {
    if (out.back() != '[') out += ',';
    write_json(image, out);
  }
  out += ']';
}

std::string Scalar<ProductImages>::text(const ProductImages& images) {
  if (images.all.empty()) return "";
  inventory::StoredImages stored;
  stored.images.assign(images.all.begin(), images.all.end());
  return to_json(stored);
}

std::expected<ProductImages, Wrong> Scalar<ProductImages>::from_text(std::string_view text) {
  if (text.empty()) return ProductImages{};
  auto stored = from_json<inventory::StoredImages>(text);
  if (!stored) return std::unexpected(Wrong{"value_error", stored.error().front().msg});
  return ProductImages{std::move(stored->images)};
}

boost::json::object Scalar<ProductImages>::schema() {
  return {{"type", "array"},
          {"items", describe::schema<ProductImage>(Direction::answer)},
          {"description",
           "Uploaded pictures in their order: /media/<hash>-<width>.webp, and of those wider than that 320 and 640"}};
}

}  // namespace souk::describe
