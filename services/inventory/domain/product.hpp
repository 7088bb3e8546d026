// A product. Its rules about stock are in store/inventory.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "contracts/product.hpp"
#include "describe/describe.hpp"
#include "inventory/domain/image.hpp"
#include "inventory/domain/product_images.hpp"
#include "inventory/domain/product_options.hpp"

namespace souk::inventory {

using contracts::Price;
using contracts::ProductName;
using contracts::Stock;
using Description = describe::Text<0, 5000>;
using SaleTime = describe::Nullable<Timestamp>;
using UnitLimit = describe::Nullable<contracts::Units>;
using contracts::SaleState;
using Sku = describe::Text<0, 100>;
using OfGroup = describe::Nullable<GroupId>;
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
  SaleState state = SaleState::active;
  SaleTime sale_starts_at = {}, sale_ends_at = {};  // it can be ordered from the first until before the second
  UnitLimit limit_per_order = {}, limit_per_customer = {};
  ProductImages images = {};  // uploaded ones; shown instead of `image`
  OfGroup group = {};         // it is a variant of this group
  ProductOptions options = {};
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, name, price, quantity, available, description, image, sku, version, created_at, updated_at,
                       state, sale_starts_at, sale_ends_at, limit_per_order, limit_per_customer, images, group,
                       options))

struct NewProduct {
  using resource = Product;
  ProductName name;
  Price price;
  Stock quantity;
  std::optional<Description> description;
  std::optional<Image> image;
  std::optional<Sku> sku = {};
  std::optional<SaleState> state = {};
  std::optional<SaleTime> sale_starts_at = {}, sale_ends_at = {};
  std::optional<UnitLimit> limit_per_order = {}, limit_per_customer = {};
  std::optional<OfGroup> group = {};
  std::optional<ProductOptions> options = {};
};
BOOST_DESCRIBE_STRUCT(NewProduct, (),
                      (name, price, quantity, description, image, sku, state, sale_starts_at, sale_ends_at,
                       limit_per_order, limit_per_customer, group, options))

struct ProductChanges {
  using resource = Product;
  std::optional<ProductName> name;
  std::optional<Price> price;
  std::optional<Stock> quantity;
  std::optional<Description> description;
  std::optional<Image> image;
  std::optional<Sku> sku = {};
  std::optional<SaleState> state = {};
  std::optional<SaleTime> sale_starts_at = {}, sale_ends_at = {};
  std::optional<UnitLimit> limit_per_order = {}, limit_per_customer = {};
  std::optional<OfGroup> group = {};
  std::optional<ProductOptions> options = {};
};
BOOST_DESCRIBE_STRUCT(ProductChanges, (),
                      (name, price, quantity, description, image, sku, state, sale_starts_at, sale_ends_at,
                       limit_per_order, limit_per_customer, group, options))

// A sale that ends before it starts, or at the same time. An edit is checked against what is stored: edit_product.
bool ends_too_early(const NewProduct&);
std::vector<Fault> end_fault();  // at {"sale_ends_at"}

// A limit for customers counts over the variants of a group, which are made in its partition. An older product that has
// joined the group is elsewhere.
std::vector<Fault> limit_fault();  // at {"limit_per_customer"}

}  // namespace souk::inventory
