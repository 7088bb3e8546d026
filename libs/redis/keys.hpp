#pragma once

#include <string>
#include <string_view>

#include "base/partition.hpp"

namespace souk::redis {

// <service>:{<partition>}:<kind>[:<id>]. The braces are Redis Cluster's hash tag: all keys of a partition share a slot.
inline std::string key(std::string_view service, Partition partition, std::string_view kind) {
  std::string key;
  key.reserve(service.size() + kind.size() + 8 + Ulid::length);
  // Not returned as one expression: append() returns a reference, which would be copied.
  key.append(service).append(":{").append(std::to_string(partition)).append("}:").append(kind);
  return key;
}
inline std::string key(std::string_view service, Partition partition, std::string_view kind, std::string_view id) {
  auto whole = key(service, partition, kind);
  whole.append(":").append(id);
  return whole;
}

}  // namespace souk::redis
