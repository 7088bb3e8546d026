// What a product is. Its rules about stock are in store/inventory.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "contracts/events.hpp"
#include "describe/describe.hpp"
#include "inventory/domain/image.hpp"

namespace souk::inventory {

using contracts::Price;
using contracts::ProductName;
using contracts::Stock;
using Description = describe::Text<0, 5000>;
using Version = describe::Integer<1, (std::int64_t{1} << 53)>;

struct Product {
  Ulid id;
  ProductName name;
  Price price;
  Stock quantity;   // on hand
  Stock available;  // of these, not held by an order under way
  Description description;
  Image image;
  Version version;  // raised by every edit and every sale
  Timestamp created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, name, price, quantity, available, description, image, version, created_at, updated_at))

struct NewProduct {
  using resource = Product;
  ProductName name;
  Price price;
  Stock quantity;
  std::optional<Description> description;
  std::optional<Image> image;
};
BOOST_DESCRIBE_STRUCT(NewProduct, (), (name, price, quantity, description, image))

struct ProductChanges {
  using resource = Product;
  std::optional<ProductName> name;
  std::optional<Price> price;
  std::optional<Stock> quantity;
  std::optional<Description> description;
  std::optional<Image> image;
};
BOOST_DESCRIBE_STRUCT(ProductChanges, (), (name, price, quantity, description, image))

// One of many writes: with an id the edit of that product, without one a new product, which needs what NewProduct has.
struct BatchItem {
  using resource = Product;
  std::optional<Ulid> id;
  std::optional<ProductName> name;
  std::optional<Price> price;
  std::optional<Stock> quantity;
  std::optional<Description> description;
  std::optional<Image> image;

  std::vector<std::string_view> needs() const {
    return id ? std::vector<std::string_view>() : std::vector<std::string_view>{"name", "price", "quantity"};
  }
  NewProduct as_new() const { return {name.value(), price.value(), quantity.value(), description, image}; }
  ProductChanges as_changes() const { return {name, price, quantity, description, image}; }
};
BOOST_DESCRIBE_STRUCT(BatchItem, (), (id, name, price, quantity, description, image))

struct Batch {
  describe::List<BatchItem, 1, 100> items;
};
BOOST_DESCRIBE_STRUCT(Batch, (), (items))

enum class BatchOutcome { created, updated, unchanged, failed };
BOOST_DESCRIBE_ENUM(BatchOutcome, created, updated, unchanged, failed)

// `product` as it is now, or why there is none: `code` is a word of the contract's refusals.
struct BatchResult {
  BatchOutcome outcome;
  std::optional<Product> product;
  std::optional<std::string> code, detail;
};
BOOST_DESCRIBE_STRUCT(BatchResult, (), (outcome, product, code, detail))

struct BatchResults {
  std::vector<BatchResult> results;  // in the order of the items
};
BOOST_DESCRIBE_STRUCT(BatchResults, (), (results))

}  // namespace souk::inventory
