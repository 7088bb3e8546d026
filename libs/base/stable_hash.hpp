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

}  // namespace souk
