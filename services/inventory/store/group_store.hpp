// What the use cases need of stored groups. Implemented by Groups (on Redis) and by a map in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/refusal.hpp"
#include "inventory/domain/group.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

// The demands of a caller on the group that it writes.
struct ExpectedGroup {
  bool exists = false;                                // the group exists
  bool absent = false;                                // it does not
  std::optional<std::vector<Version>> versions = {};  // it has one of these versions; nothing: any
};

struct WrittenGroup {
  Group group;
  bool created = false;
};

// Every member throws Unavailable when the database is down.
class GroupStore {
 public:
  virtual ~GroupStore() = default;

  // From memory, for readers; null: there is no such group. Never for a decision.
  virtual awaitable<std::shared_ptr<const Group>> copy(GroupId) = 0;
  // As they are stored now; those that exist.
  virtual awaitable<std::map<GroupId, Group>> read(std::vector<GroupId>) = 0;
  // Creates the group or replaces what it says. `products`: those of the group, for the search. Refused:
  // version_mismatch (the group is not as expected).
  virtual awaitable<Outcome<WrittenGroup>> write(GroupId, NewGroup, ExpectedGroup, std::vector<Ulid> products) = 0;
  // With what customers have bought of it. Refused: group_not_found, version_mismatch.
  virtual awaitable<Outcome<void>> remove(GroupId, ExpectedGroup) = 0;
};

}  // namespace souk::inventory
