#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string_view>
#include <vector>

#include "inventory/search/product_index.hpp"
#include "inventory/store/groups.hpp"
#include "inventory/store/product_cache.hpp"

namespace souk::inventory {

// A group and its variants as they are served, in the order of its options.
struct ShownGroup {
  std::shared_ptr<const Group> group;
  std::vector<std::shared_ptr<const RenderedProduct>> variants;  // at least one, unless drafts are shown
};

// Reads groups from memory: a page of one costs the database nothing.
class GroupReader {
 public:
  GroupReader(Groups& groups, ProductIndex& search, ProductCache& products)
      : groups_(groups), search_(search), products_(products) {}

  // A group without a variant that may be shown is hidden with its drafts. Refused: group_not_found; unavailable while
  // the search index, which knows the variants, is not complete.
  awaitable<Outcome<ShownGroup>> find(GroupId, Drafts);
  // The next find() reads the group from the database.
  void forget(const GroupId& id) { groups_.forget(id); }

 private:
  Groups& groups_;
  ProductIndex& search_;
  ProductCache& products_;
};

}  // namespace souk::inventory
