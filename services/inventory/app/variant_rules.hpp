#pragma once

#include <map>
#include <optional>
#include <vector>

#include "inventory/domain/group.hpp"

namespace souk::inventory {

// Which products may be variants of which groups, decided on what was read of them. Two processes that write at the
// same moment may both add the last one, or the same options twice: the shop then shows the older product.
class VariantRules {
 public:
  // `variants`: the products of each group.
  VariantRules(std::map<GroupId, Group> groups, std::map<GroupId, std::vector<Variant>> variants)
      : groups_(std::move(groups)), variants_(std::move(variants)) {}

  // Why the product may not have this group and these options, at {"group"} or {"options"}. If it may, it counts as a
  // variant from now on. Without an id it is a new product.
  std::vector<Fault> take(const std::optional<Ulid>& product, const OfGroup&, const ProductOptions&);

 private:
  std::map<GroupId, Group> groups_;
  std::map<GroupId, std::vector<Variant>> variants_;
};

}  // namespace souk::inventory
