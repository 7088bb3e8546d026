// Many products in one request: the items and their results.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/domain/group.hpp"

namespace souk::inventory {

// The state of a product that the caller saw. Version 0: there was no such product.
struct Seen {
  describe::Integer<0, Version::max> version;
  Stock quantity;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (version, quantity))

// The product is found by id, else by sku, else by name. If none is found, the item creates a product and needs the
// fields of NewProduct. Absent fields stay as they are.
struct BatchItem {
  using resource = Product;
  static constexpr std::array<std::string_view, 3> any_of = {"id", "sku", "name"};
  std::optional<Ulid> id = {};
  std::optional<Sku> sku = {};
  std::optional<ProductName> name = {};
  std::optional<Price> price = {};
  std::optional<Stock> quantity = {};
  std::optional<Description> description = {};
  std::optional<Image> image = {};
  std::optional<Seen> seen = {};
  std::optional<SaleState> state = {};
  std::optional<SaleTime> sale_starts_at = {}, sale_ends_at = {};
  std::optional<UnitLimit> limit_per_order = {}, limit_per_customer = {};
  std::optional<OfGroup> group = {};
  std::optional<ProductOptions> options = {};

  bool is_whole() const { return name && price && quantity; }
  NewProduct as_new() const {
    return {name.value(),   price.value(), quantity.value(), description,        image, sku,    state,
            sale_starts_at, sale_ends_at,  limit_per_order,  limit_per_customer, group, options};
  }
  ProductChanges as_changes() const {
    return {name,           price,        quantity,        description,        image, sku,    state,
            sale_starts_at, sale_ends_at, limit_per_order, limit_per_customer, group, options};
  }
};
BOOST_DESCRIBE_STRUCT(BatchItem, (),
                      (id, sku, name, price, quantity, description, image, seen, state, sale_starts_at, sale_ends_at,
                       limit_per_order, limit_per_customer, group, options))

using BatchGroups = describe::List<NeededGroup, 0, 500, &NeededGroup::id>;

struct Batch {
  describe::List<BatchItem, 1, 500> items;
  std::optional<BatchGroups> groups = {};
};
BOOST_DESCRIBE_STRUCT(Batch, (), (items, groups))

enum class BatchOutcome { created, updated, unchanged, conflict, failed };
BOOST_DESCRIBE_ENUM(BatchOutcome, created, updated, unchanged, conflict, failed)

// Why an item was not written.
enum class BatchRefusal {
  version_mismatch,  // the only reason of a conflict
  ambiguous_product,
  duplicate_item,
  product_not_found,
  stock_reserved,
  validation_failed,
  unavailable
};
BOOST_DESCRIBE_ENUM(BatchRefusal, version_mismatch, ambiguous_product, duplicate_item, product_not_found,
                    stock_reserved, validation_failed, unavailable)

// The fields that an edit can change.
enum class ProductField {
  name,
  price,
  quantity,
  description,
  image,
  sku,
  state,
  sale_starts_at,
  sale_ends_at,
  limit_per_order,
  limit_per_customer,
  group,
  options
};
BOOST_DESCRIBE_ENUM(ProductField, name, price, quantity, description, image, sku, state, sale_starts_at, sale_ends_at,
                    limit_per_order, limit_per_customer, group, options)

struct BatchResult {
  BatchOutcome outcome;
  std::optional<Product> product = {};     // its state in the store after the call
  std::vector<ProductField> changed = {};  // of an update
  std::string key = {};                    // two items with the same key mean the same product
  std::optional<BatchRefusal> code = {};
  std::optional<std::string> detail = {};
};
BOOST_DESCRIBE_STRUCT(BatchResult, (), (outcome, product, changed, key, code, detail))

struct BatchResults {
  std::vector<BatchResult> results;  // in the order of the items
};
BOOST_DESCRIBE_STRUCT(BatchResults, (), (results))

}  // namespace souk::inventory
