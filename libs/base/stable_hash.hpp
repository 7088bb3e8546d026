#pragma once

#include <cstdint>
#include <string_view>

namespace souk {

// FNV-1a, 64 bits: the same in every process and version. Not against an attacker.
constexpr std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211U;
  return hash;
}

// FNV-1a, 32 bits. What is stored by it, as the partition of an idempotency key, is found only by the same hash.
constexpr std::uint32_t stable_hash_32(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const unsigned char c : text) hash = (hash ^ c) * 16777619U;
  return hash;
}

}  // namespace souk
