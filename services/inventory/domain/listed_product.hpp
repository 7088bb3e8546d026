// A product in a list that has one entry for each group.
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

// Where a list has one entry for each group: one of its variants, if possible with a picture, and the summary.
struct ListedProduct : Product {
  std::optional<GroupSummary> summary = {};
};
BOOST_DESCRIBE_STRUCT(ListedProduct, (Product), (summary))

}  // namespace souk::inventory
