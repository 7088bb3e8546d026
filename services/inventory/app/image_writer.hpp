#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string_view>

#include "inventory/store/image_store.hpp"

namespace souk::inventory {

// Adds, arranges and removes the pictures of products. Every member throws Unavailable when the database is down.
class ImageWriter {
 public:
  ImageWriter(ImageStore& images, PictureFiles& files, ProductCopies& copies)
      : images_(images), files_(files), copies_(copies) {}

  // Makes the picture of an upload and adds it as the last one. A product has a picture once: the same upload changes
  // nothing. The bytes must live until it returns. Refused: product_not_found, version_mismatch, too_many_images,
  // image_not_supported.
  awaitable<Outcome<Product>> add(Ulid id, std::string_view upload, AltText alt, Expected);
  // Refused: product_not_found, version_mismatch, images_changed (these are not the pictures of the product).
  awaitable<Outcome<Product>> arrange(Ulid id, Arrangement, Expected);
  // Refused: product_not_found, version_mismatch, image_not_found.
  awaitable<Outcome<Product>> remove(Ulid id, ImageHash, Expected);

 private:
  using Change = std::function<Outcome<ProductImages>(const ProductImages&)>;
  // Applies a change to the images as they are at that moment.
  awaitable<Outcome<Product>> change(Ulid id, Change, Expected);

  ImageStore& images_;
  PictureFiles& files_;
  ProductCopies& copies_;
};

}  // namespace souk::inventory
