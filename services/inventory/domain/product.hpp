// A product. Its rules about stock are in store/inventory.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "contracts/events.hpp"
#include "describe/describe.hpp"
#include "inventory/domain/image.hpp"
#include "inventory/domain/product_images.hpp"

namespace souk::inventory {

using contracts::Price;
using contracts::ProductName;
using contracts::Stock;
using Description = describe::Text<0, 5000>;
using Sku = describe::Text<0, 100>;
using Version = describe::Integer<1, (std::int64_t{1} << 53)>;

struct Product {
  Ulid id;
  ProductName name;
  Price price;
  Stock quantity;   // on hand
  Stock available;  // quantity minus the units that orders hold
  Description description;
  Image image;
  Sku sku;          // the shop's own number; "": none
  Version version;  // raised by every edit and every sale
  Timestamp created_at, updated_at;
  ProductImages images = {};  // uploaded ones; shown instead of `image`
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, name, price, quantity, available, description, image, sku, version, created_at, updated_at,
                       images))

struct NewProduct {
  using resource = Product;
  ProductName name;
  Price price;
  Stock quantity;
  std::optional<Description> description;
  std::optional<Image> image;
  std::optional<Sku> sku = {};
};
BOOST_DESCRIBE_STRUCT(NewProduct, (), (name, price, quantity, description, image, sku))

struct ProductChanges {
  using resource = Product;
  std::optional<ProductName> name;
  std::optional<Price> price;
  std::optional<Stock> quantity;
  std::optional<Description> description;
  std::optional<Image> image;
  std::optional<Sku> sku = {};
};
BOOST_DESCRIBE_STRUCT(ProductChanges, (), (name, price, quantity, description, image, sku))

}  // namespace souk::inventory
