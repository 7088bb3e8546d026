#pragma once

#include <string_view>
#include <vector>

#include "events/partition_states.hpp"
#include "redis/client.hpp"

namespace souk::testing {

// Demands that open a service's partitions where they have no state. In a shop its role `functions` does that.
inline std::vector<redis::Demand> opening(std::string_view service, unsigned partitions) {
  std::vector<redis::Demand> demands;
  for (Partition p = 0; p < partitions; ++p) {
    const auto key = events::state_key(service, p);
    demands.push_back({.question = redis::Command("GET", key),
                       .if_nil = redis::Command("SET", key, "open"),
                       .refusal = [](const redis::Reply&) { return std::nullopt; }});
  }
  return demands;
}

}  // namespace souk::testing
