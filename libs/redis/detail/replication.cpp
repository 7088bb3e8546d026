#include "redis/detail/replication.hpp"

#include <string>

#include "base/clock.hpp"
#include "base/unavailable.hpp"

namespace souk::redis::detail {
namespace {

constexpr Milliseconds wait_limit{500};

}  // namespace

std::vector<Command> replication(unsigned replicas) {
  std::vector<Command> questions;
  questions.emplace_back("WAIT", replicas, wait_limit.count());
  questions.emplace_back("ROLE");
  return questions;
}

void expect_acknowledged(const Reply& wait, unsigned replicas) {
  if (wait.is_error()) throw Unavailable(Dependency::database, wait.text());
  if (wait.integer() >= replicas) return;
  throw Unavailable(Dependency::database, std::to_string(wait.integer()) + " of " + std::to_string(replicas) +
                                              " replicas had what was written within " +
                                              std::to_string(wait_limit.count()) + " ms");
}

// ROLE answers "master", an offset and the replicas that are online; or "slave", or "sentinel", and more.
void expect_primary(const Reply& role, unsigned replicas) {
  if (role.is_error()) throw Unavailable(Dependency::database, role.text());
  const auto& facts = role.array();
  if (facts.size() < 3 || facts[0].text() != "master") {
    const auto said = facts.empty() ? "nothing" : facts[0].text();
    throw Unavailable(Dependency::database, "this node is no primary (its role is " + said + ")");
  }
  const auto online = facts[2].array().size();
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
