// What the use cases need of stored products. Implemented by Products (on Redis) and by a map in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/refusal.hpp"
#include "inventory/domain/batch.hpp"
#include "inventory/domain/stock_ledger.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

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

enum class Drafts { hidden, shown };

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

// The fields by which a product is found, and its group.
struct Identity {
  std::string sku, name;
  OfGroup group = {};
  ProductOptions options = {};
};

// Every member throws Unavailable when the database is down. A write may have had its effect.
class ProductStore {
 public:
  virtual ~ProductStore() = default;

  virtual awaitable<Product> create(NewProduct, Cause) = 0;
  // Refused: product_not_found, version_mismatch (the product is not as expected), stock_reserved, validation_failed
  // (the sale would end before it starts).
  virtual awaitable<Outcome<Product>> edit(Ulid id, ProductChanges, Expected, Cause) = 0;
  virtual awaitable<Outcome<void>> remove(Ulid id, Expected) = 0;
  // An import: writes in order. Each write is independent: a refusal does not stop the others.
  virtual awaitable<std::vector<Written>> write(std::vector<Write>, Mode, Cause) = 0;
  // Returns those that exist.
  virtual awaitable<std::unordered_map<Ulid, Identity>> identities(std::vector<Ulid> ids) = 0;
  // Returns those that exist, in the order of the ids.
  virtual awaitable<std::vector<Product>> find_all(std::vector<Ulid> ids) = 0;
  // Newest first; only those created before `before`, if given.
  virtual awaitable<Page> list(std::size_t limit, std::optional<Ulid> before, Drafts) = 0;
};

// The copies of products that this process serves.
class ProductCopies {
 public:
  virtual ~ProductCopies() = default;

  // This process changed the product, and must read its own write before Redis reports the change.
  virtual void forget(const Ulid& id) = 0;
};

}  // namespace souk::inventory
