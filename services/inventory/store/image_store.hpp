// What the use cases need of pictures. Implemented by Images (on Redis) and PictureProgram (media), and in memory by
// unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "inventory/domain/product_images.hpp"
#include "inventory/store/product_store.hpp"

namespace souk::inventory {

// The records of the products' pictures. Every member throws Unavailable when the database is down.
class ImageStore {
 public:
  virtual ~ImageStore() = default;

  // Refused: product_not_found.
  virtual awaitable<Outcome<ProductImages>> find(Ulid id) = 0;
  // Returns the product with these images; nothing: they are no longer `before`. Refused: product_not_found,
  // version_mismatch.
  virtual awaitable<Outcome<std::optional<Product>>> write(Ulid id, ProductImages before, ProductImages after,
                                                           Expected) = 0;
  // The hashes of all products' images. Some more than once.
  virtual awaitable<std::vector<ImageHash>> in_use() = 0;
};

// The files of pictures.
class PictureFiles {
 public:
  virtual ~PictureFiles() = default;

  // Makes the files of a picture, which has no text yet. The bytes must live until it returns. Refused:
  // image_not_supported. Throws Unavailable when it cannot tell.
  virtual awaitable<Outcome<ProductImage>> make(std::string_view upload) = 0;
  // Puts away the files of all other hashes.
  virtual awaitable<void> keep(std::vector<ImageHash> in_use) = 0;
};

}  // namespace souk::inventory
