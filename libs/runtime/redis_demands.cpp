#include "runtime/redis_demands.hpp"


namespace souk::runtime {
namespace {

using redis::Command;
using redis::Reply;
using Refused = std::optional<std::string>;

// Measured: with any other value of these a kill or a rewrite loses writes that were acknowledged (docs/decisions).
Refused keeps_writes(const Reply& reply) {
  constexpr std::pair<std::string_view, std::string_view> demanded[] = {{"appendonly", "yes"},
                                                                        {"appendfsync", "always"},
                                                                        {"no-appendfsync-on-rewrite", "no"},
                                                                        {"maxmemory-policy", "noeviction"}};
  const std::string advice = "; change it, or set SOUK_DURABILITY=relaxed if orders may be lost";
  if (reply.is_error()) {
    return "Redis does not tell whether it is durable (CONFIG GET: " + reply.text() + ")" + advice;
  }
  std::string wrong;
  const auto settings = reply.pairs();
  for (const auto& [name, value] : demanded) {
    for (const auto& [setting, actual] : settings) {
      if (setting == name && actual != value) {
        if (!wrong.empty()) wrong += ", ";
        wrong.append(name).append(" is ").append(actual).append(" and must be ").append(value);
      }
    }
  }
  if (wrong.empty()) return std::nullopt;
  return "this Redis could lose acknowledged orders: " + wrong + advice;
}

Refused same_partitions(const Reply& before, unsigned partitions) {
  if (before.is_error()) return before.text();
  if (before.is_nil() || before.text() == std::to_string(partitions)) return std::nullopt;
  return "the data in this Redis was written with SOUK_PARTITIONS=" + before.text() + " and cannot be read with " +
         std::to_string(partitions);
}

}  // namespace

std::vector<redis::Demand> redis_demands(const Settings& settings, std::string_view service) {
  std::vector<redis::Demand> demands;
  if (settings.require_durable) {
    demands.push_back({Command("CONFIG", "GET", "appendonly", "appendfsync", "no-appendfsync-on-rewrite",
                               "maxmemory-policy"),
                       keeps_writes});
  }
  demands.push_back({Command("SET", std::string(service) + ":partitions", settings.partitions, "NX", "GET"),
                     [partitions = settings.partitions](const Reply& reply) { return same_partitions(reply, partitions); }});
  return demands;
}

}  // namespace souk::runtime
