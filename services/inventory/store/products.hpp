#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/partition.hpp"
#include "base/refusal.hpp"
#include "inventory/domain/batch.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

redis::FunctionLibrary library();  // events/partition.lua and inventory.lua

// The versions that a caller has seen, any of them; nothing: whatever it is.
using Expected = std::optional<std::vector<Version>>;

struct Page {
  std::vector<Product> products;
  std::size_t total = 0;     // products in all
  std::optional<Ulid> next;  // where the next page begins: the last id of this one; nothing: this is the last page
};

// An edit among many writes. If `seen` is given, the product must still be as it was seen.
struct Edit {
  Ulid id;
  ProductChanges changes;
  std::optional<Seen> seen;
};
using Write = std::variant<NewProduct, Edit>;
enum class Mode { write, preview };  // a preview decides the same and writes nothing

// What became of a write, or would become of it.
struct Written {
  std::optional<Refusal> refusal = {};  // as of create() and edit(); or unavailable: Redis refused this one alone
  std::vector<ProductField> changed = {};
  std::optional<Product> product = {};  // as it is now; nothing: there is none
};

// By what a product is found.
struct Identity {
  std::string sku, name;
};

// The products in Redis. Every member throws Unavailable when Redis is away.
class Products {
 public:
  Products(redis::Client&, unsigned partitions);

  awaitable<Product> create(NewProduct);
  // Refused: product_not_found, version_mismatch (when `expected` is given and the current one not in it),
  // stock_reserved.
  awaitable<Outcome<Product>> edit(Ulid id, ProductChanges, Expected);
  awaitable<Outcome<void>> remove(Ulid id, Expected);
  // Each by itself, in their order: a refused one does not keep the others from being written.
  awaitable<std::vector<Written>> write(std::vector<Write>, Mode = Mode::write);
  // Of those that there are.
  awaitable<std::unordered_map<Ulid, Identity>> identities(std::vector<Ulid> ids);
  // Those that there are, in the order of the ids.
  awaitable<std::vector<Product>> find_all(std::vector<Ulid> ids);
  // Newest first; those created before `before`, if given.
  awaitable<Page> list(std::size_t limit, std::optional<Ulid> before);

  std::string key(const Ulid& id) const;          // of its hash
  static Product read(const redis::Reply& hash);  // HGETALL of one that exists
  static std::unexpected<Refusal> not_found(const Ulid& id);

 private:
  std::string key(Partition, std::string_view kind) const;
  redis::Command creation(const Ulid& id, const NewProduct&) const;
  redis::Command edition(const Ulid& id, const ProductChanges&, const std::string& versions,
                         const std::string& quantity, Mode) const;
  std::optional<redis::Command> command(const Write&, Mode) const;
  Partition partition(const Ulid& id) const { return partition_of(id, partitions_); }

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::inventory
