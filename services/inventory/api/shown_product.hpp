// A product as the shop's pages say it before the script runs.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "inventory/domain/product.hpp"

namespace souk::inventory {

// A part of what the API answers.
struct ShownProduct {
  Ulid id;
  ProductName name;
  Price price;
  Stock available;
  Description description;
  Image image;
  Sku sku;
  std::vector<ProductImage> images;
  OfGroup group = {};
  ProductOptions options = {};
  std::optional<SaleState> state = {};
};
BOOST_DESCRIBE_STRUCT(ShownProduct, (),
                      (id, name, price, available, description, image, sku, images, group, options, state))

// The address of a file of an uploaded picture on the shop's origin: "/media/...".
std::string media_file(const ProductImage&, std::int64_t width);

// Text for an element or for an attribute in double quotes.
std::string escaped(std::string_view text);

}  // namespace souk::inventory
