#include "redis/detail/role.hpp"

#include <string>

#include "base/unavailable.hpp"

namespace souk::redis::detail {

// ROLE answers "master", an offset and the replicas that are online, or "slave" and more.
void expect_primary(const Reply& role, unsigned replicas) {
  const auto& facts = role.array();
  if (facts.at(0).text() != "master") throw Unavailable(Dependency::database, "this node is a replica");
  const auto online = facts.at(2).array().size();
  const auto counted = "the primary has " + std::to_string(online);
  if (replicas > 0 && online < replicas) {
    throw Unavailable(Dependency::database, counted + " of " + std::to_string(replicas) + " replicas");
  }
  // One for which nobody waits could be promoted.
  if (replicas > 0 && online > replicas) {
    throw Unavailable(Dependency::database, counted + " replicas instead of " + std::to_string(replicas));
  }
}

}  // namespace souk::redis::detail
