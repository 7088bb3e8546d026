#include "inventory/store/images.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "inventory/store/product_calls.hpp"
#include "inventory/store/products.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using describe::Scalar;

constexpr std::size_t chunk = 100;  // products read at once

// Redis holds what our own function wrote, so unreadable images are our bug.
ProductImages images_in(const redis::Reply& field) {
  auto images = Scalar<ProductImages>::from_text(field.is_nil() ? "" : field.text());
  if (images) return std::move(*images);
  throw std::logic_error("a product's images are damaged: " + images.error().msg);
}

}  // namespace

std::string Images::key(const Ulid& id) const {
  return redis::key(contracts::inventory, partition_of(id, partitions_), "product", id.text());
}

awaitable<Outcome<ProductImages>> Images::find(Ulid id) {
  const auto reply = co_await redis_.call(redis::Command("HMGET", key(id), "id", "images"));
  if (reply.array().at(0).is_nil()) co_return Products::not_found(id);
  co_return images_in(reply.array().at(1));
}

awaitable<Outcome<std::optional<Product>>> Images::write(Ulid id, ProductImages before, ProductImages after,
                                                         Expected expected) {
  const auto p = partition_of(id, partitions_);
  redis::Call call("write_images");
  call.key(key(id)).key(redis::key(contracts::inventory, p, "pictured"));
  call.key(redis::key(contracts::inventory, p, contracts::ProductChanged::stream));
  call.arg(id.text()).arg(expected_versions(expected)).arg(excluded_states(expected));
  call.arg(Scalar<ProductImages>::text(before)).arg(Scalar<ProductImages>::text(after));
  const auto reply = co_await redis_.call(call);
  const auto& word = reply.array().at(0).text();
  if (word == "images_changed") co_return std::nullopt;
  if (!word.empty()) co_return refused(word, id);
  co_return Products::read(reply.array().at(1));
}

// Complete or not at all: a partition that cannot be read makes it throw.
awaitable<std::vector<ImageHash>> Images::in_use() {
  std::vector<ImageHash> hashes;
  for (Partition p = 0; p < partitions_; ++p) {
    const auto pictured = redis::key(contracts::inventory, p, "pictured");
    const auto ids = co_await redis_.call(redis::Command("ZREVRANGEBYLEX", pictured, "+", "-"));
    for (std::span rest(ids.array()); !rest.empty(); rest = rest.subspan(std::min(chunk, rest.size()))) {
      std::vector<redis::Command> reads;
      for (const auto& id : rest.first(std::min(chunk, rest.size()))) {
        reads.push_back(redis::Command("HGET", key(Ulid::parse(id.text()).value()), "images"));
      }
      for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
        for (auto& image : images_in(redis::raise_if_error(std::move(reply))).all) hashes.push_back(image.hash);
      }
    }
  }
  co_return hashes;
}

}  // namespace souk::inventory
