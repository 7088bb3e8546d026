#pragma once

#include <cstdint>
#include <string_view>

namespace souk::redis {

// A Redis Cluster divides all keys into slots, and each slot has one primary.
using Slot = std::uint16_t;
inline constexpr Slot slots = 16384;

// Of the key's hash tag, what stands between its first '{' and the next '}', or of the whole key when there is none or
// it is empty (redis.io, "Redis cluster specification").
Slot slot_of(std::string_view key);

}  // namespace souk::redis
