#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <vector>

#include "inventory/search/product_index.hpp"
#include "inventory/store/group_store.hpp"
#include "inventory/store/product_store.hpp"

namespace souk::inventory {

// Writes groups. Every member throws Unavailable when the database is down, and is refused as unavailable while the
// search index, which knows the products of a group, is not complete.
class GroupWriter {
 public:
  GroupWriter(GroupStore& groups, ProductIndex& search) : groups_(groups), search_(search) {}

  // Refused: validation_failed (a value is there twice, or a product of the group has one that would no longer be
  // there), version_mismatch.
  awaitable<Outcome<WrittenGroup>> write(GroupId, NewGroup, ExpectedGroup);
  // Refused: group_not_found, group_in_use (it has products), version_mismatch.
  awaitable<Outcome<void>> remove(GroupId, ExpectedGroup);
  // The groups of these ids that exist, with what is needed of them. A preview writes nothing.
  awaitable<Outcome<std::map<GroupId, Group>>> provide(std::vector<GroupId>, std::vector<NeededGroup>, Mode);

 private:
  awaitable<Outcome<Group>> provide(NeededGroup, std::optional<Group> known, Mode);

  GroupStore& groups_;
  ProductIndex& search_;
};

}  // namespace souk::inventory
