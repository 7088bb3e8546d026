#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/partition.hpp"
#include "inventory/store/product_store.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

redis::FunctionLibrary library();  // events/partition.lua and inventory.lua

// The products in Redis.
class Products final : public ProductStore {
 public:
  Products(redis::Client&, unsigned partitions);

  awaitable<Product> create(NewProduct, Cause = {}) override;
  awaitable<Outcome<Product>> edit(Ulid id, ProductChanges, Expected, Cause = {}) override;
  awaitable<Outcome<void>> remove(Ulid id, Expected) override;
  awaitable<std::vector<Written>> write(std::vector<Write>, Mode = Mode::write, Cause = {}) override;
  awaitable<std::unordered_map<Ulid, Identity>> identities(std::vector<Ulid> ids) override;
  awaitable<std::vector<Product>> find_all(std::vector<Ulid> ids) override;
  awaitable<Page> list(std::size_t limit, std::optional<Ulid> before, Drafts = Drafts::hidden) override;

  std::string key(const Ulid& id) const;          // of its hash
  static Product read(const redis::Reply& hash);  // the reply of HGETALL for an existing product
  static std::unexpected<Refusal> not_found(const Ulid& id);

 private:
  std::string key(Partition, std::string_view kind) const;
  std::string ledger_key(const Ulid& id) const;
  Ulid new_id(const NewProduct&) const;
  std::string apart(const Ulid& id, const ProductChanges&) const;
  redis::Command create_command(const Ulid& id, const NewProduct&, LedgerKind, const Cause&) const;
  redis::Command edit_command(const Ulid& id, const ProductChanges&, const Expected&, Mode, LedgerKind,
                              const Cause&) const;
  std::optional<redis::Command> command(const Write&, Mode, const Cause&) const;
  Partition partition(const Ulid& id) const { return partition_of(id, partitions_); }

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::inventory
