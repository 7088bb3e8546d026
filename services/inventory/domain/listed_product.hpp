// A product in a list that may have one entry for each group.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "inventory/domain/group.hpp"

namespace souk::inventory {

// What the shop says of a group in a list, of the variants that its reader may see.
struct GroupSummary {
  ProductName name;  // of the group
  describe::Integer<1, (std::int64_t{1} << 31)> variants;
  bool in_stock = false;  // at least one of them is
  Ulid cheapest;
  Price lowest_price, highest_price;
};
BOOST_DESCRIBE_STRUCT(GroupSummary, (), (name, variants, in_stock, cheapest, lowest_price, highest_price))

// A product; or, in place of a group, one of its variants, if possible with a picture, and the summary. In JSON
// `summary` is there only then, so that a list without groups has the products as they are read one by one.
struct ListedProduct : Product {
  std::optional<GroupSummary> summary = {};
};

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::ListedProduct> {
  static void write(const souk::inventory::ListedProduct& product, std::string& out);
  static boost::json::object schema();
};
