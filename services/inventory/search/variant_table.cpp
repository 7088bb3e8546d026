#include "inventory/search/variant_table.hpp"

#include <algorithm>

namespace souk::inventory {

VariantTable::Number VariantTable::join(std::string_view group, Member member) {
  const auto [known, is_new] = numbers_.try_emplace(std::string(group), static_cast<Number>(groups_.size()));
  if (is_new) groups_.push_back({std::string(group), {}});
  auto& members = groups_[known->second].members;
  members.insert(std::ranges::lower_bound(members, member.product, {}, &Member::product), std::move(member));
  ++members_;
  return known->second;
}

void VariantTable::leave(Number number, const Ulid& product) {
  members_ -= std::erase_if(groups_[number].members, [&](const Member& one) { return one.product == product; });
}

const std::vector<VariantTable::Member>& VariantTable::of(std::string_view group) const {
  const auto known = numbers_.find(std::string(group));
  return groups_[known == numbers_.end() ? 0 : known->second].members;
}

}  // namespace souk::inventory
