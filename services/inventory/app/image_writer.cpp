#include "inventory/app/image_writer.hpp"

#include <algorithm>

#include "base/unavailable.hpp"
#include "inventory/domain/refusals.hpp"

namespace souk::inventory {
namespace {

constexpr int most_tries = 20;  // each of them fails only because another writer was faster

auto place_of(auto& images, const ImageHash& hash) {
  return std::ranges::find(images.all, hash, &ProductImage::hash);
}

Outcome<ProductImages> with(ProductImages images, ProductImage added) {
  if (place_of(images, added.hash) != images.all.end()) return images;
  if (images.all.size() >= max_images) {
    return refuse(too_many_images,
                  "A product may have at most " + std::to_string(max_images) + " pictures: remove one");
  }
  images.all.push_back(std::move(added));
  return images;
}

Outcome<ProductImages> without(ProductImages images, const ImageHash& hash) {
  const auto place = place_of(images, hash);
  if (place == images.all.end()) return refuse(image_not_found, "The product has no picture " + hash.text() + ".");
  images.all.erase(place);
  return images;
}

Outcome<ProductImages> arranged(const ProductImages& images, const Arrangement& wanted) {
  ProductImages result;
  for (const auto& [hash, alt] : wanted.images) {
    const auto place = place_of(images, hash);
    if (place == images.all.end()) break;
    result.all.push_back(*place);
    result.all.back().alt = alt;
  }
  if (result.all.size() == images.all.size() && result.all.size() == wanted.images.size()) return result;
  return refuse(images_changed, "The product has other pictures than these by now: read it again.");
}

}  // namespace

awaitable<Outcome<Product>> ImageWriter::add(Ulid id, std::string_view upload, AltText alt, Expected expected) {
  const auto known = co_await images_.find(id);
  if (!known) co_return std::unexpected(known.error());
  if (const auto room = with(*known, {}); !room) co_return std::unexpected(room.error());
  auto made = co_await files_.make(upload);
  if (!made) co_return std::unexpected(std::move(made.error()));
  made->alt = std::move(alt);
  co_return co_await change(id, [&](const ProductImages& images) { return with(images, *made); }, std::move(expected));
}

awaitable<Outcome<Product>> ImageWriter::arrange(Ulid id, Arrangement wanted, Expected expected) {
  co_return co_await change(
      id, [&](const ProductImages& images) { return arranged(images, wanted); }, std::move(expected));
}

awaitable<Outcome<Product>> ImageWriter::remove(Ulid id, ImageHash hash, Expected expected) {
  co_return co_await change(
      id, [&](const ProductImages& images) { return without(images, hash); }, std::move(expected));
}

awaitable<Outcome<Product>> ImageWriter::change(Ulid id, Change change, Expected expected) {
  for (int tries = 0; tries < most_tries; ++tries) {
    auto before = co_await images_.find(id);
    if (!before) co_return std::unexpected(std::move(before.error()));
    auto after = change(*before);
    if (!after) co_return std::unexpected(std::move(after.error()));
    auto written = co_await images_.write(id, std::move(*before), std::move(*after), expected);
    copies_.forget(id);
    if (!written) co_return std::unexpected(std::move(written.error()));
    if (*written) co_return std::move(**written);
  }
  throw Busy(Dependency::database, "the pictures of a product change all the time");
}

}  // namespace souk::inventory
