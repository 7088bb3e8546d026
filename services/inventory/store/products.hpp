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

// A state of a product, as its ETag gives it.
struct ProductState {
  Version version;
  Stock available;
};

// The demands of a caller on the product that it writes.
struct Expected {
  std::optional<std::vector<Version>> versions = {};  // it has one of these versions; nothing: any
  std::vector<ProductState> excluded = {};            // it is in none of these
  bool absent = false;                                // there is no such product
  std::optional<Stock> quantity = {};                 // it has this quantity; nothing: any
};

struct Page {
  std::vector<Product> products;
  std::size_t total = 0;     // number of all products
  std::optional<Ulid> next;  // the last id of this page; nothing on the last page
};

// An edit as part of a batch. If `seen` is given, the product must be unchanged since.
struct Edit {
  Ulid id;
  ProductChanges changes;
  std::optional<Seen> seen;
};
using Write = std::variant<NewProduct, Edit>;
enum class Mode { write, preview };  // a preview decides the same and writes nothing

// The result of a write, or of its preview.
struct Written {
  std::optional<Refusal> refusal = {};  // of create() and edit(); or unavailable, when Redis refused only this write
  std::vector<ProductField> changed = {};
  std::optional<Product> product = {};  // its present state; nothing: it does not exist
};

// The fields by which a product is found.
struct Identity {
  std::string sku, name;
};

// The products in Redis. Every member throws Unavailable when Redis is down.
class Products {
 public:
  Products(redis::Client&, unsigned partitions);

  awaitable<Product> create(NewProduct);
  // Refused: product_not_found, version_mismatch (the product is not as expected), stock_reserved.
  awaitable<Outcome<Product>> edit(Ulid id, ProductChanges, Expected);
  awaitable<Outcome<void>> remove(Ulid id, Expected);
  // Writes in order. Each write is independent: a refusal does not stop the others.
  awaitable<std::vector<Written>> write(std::vector<Write>, Mode = Mode::write);
  // Returns those that exist.
  awaitable<std::unordered_map<Ulid, Identity>> identities(std::vector<Ulid> ids);
  // Returns those that exist, in the order of the ids.
  awaitable<std::vector<Product>> find_all(std::vector<Ulid> ids);
  // Newest first; only those created before `before`, if given.
  awaitable<Page> list(std::size_t limit, std::optional<Ulid> before);

  std::string key(const Ulid& id) const;          // of its hash
  static Product read(const redis::Reply& hash);  // the reply of HGETALL for an existing product
  static std::unexpected<Refusal> not_found(const Ulid& id);

 private:
  std::string key(Partition, std::string_view kind) const;
  redis::Command create_command(const Ulid& id, const NewProduct&) const;
  redis::Command edit_command(const Ulid& id, const ProductChanges&, const Expected&, Mode) const;
  std::optional<redis::Command> command(const Write&, Mode) const;
  Partition partition(const Ulid& id) const { return partition_of(id, partitions_); }

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::inventory
