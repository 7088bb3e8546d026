#pragma once

#include "base/partition.hpp"
#include "inventory/store/image_store.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

// The records of the products' pictures in Redis.
class Images final : public ImageStore {
 public:
  Images(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<Outcome<ProductImages>> find(Ulid id) override;
  awaitable<Outcome<std::optional<Product>>> write(Ulid id, ProductImages before, ProductImages after,
                                                   Expected) override;
  awaitable<std::vector<ImageHash>> in_use() override;

 private:
  std::string key(const Ulid& id) const;  // of the product's hash

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::inventory
