// Solves challenges as a client does.
#pragma once

#include <string>

#include "secrets/secrets.hpp"

namespace souk::payment {

// The counter that solves it; nothing below `work` does: -1.
inline long counter_of(const std::string& challenge) {
  std::string parts[4];
  std::size_t at = 0;
  for (auto& part : parts) {
    const auto dot = challenge.find('.', at);
    part = challenge.substr(at, dot - at);
    at = dot + 1;
  }
  std::string nonce;
  for (std::size_t i = 0; i < parts[2].size(); i += 2) {
    nonce += static_cast<char>(std::stoi(parts[2].substr(i, 2), nullptr, 16));
  }
  for (long counter = 0; counter < std::stol(parts[1]); ++counter) {
    auto text = nonce;
    for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(counter >> shift);
    if (secrets::sha256_hex(text).starts_with(parts[3])) return counter;
  }
  return -1;
}

inline std::string solved(const std::string& challenge) {
  return challenge + "." + std::to_string(counter_of(challenge));
}

}  // namespace souk::payment
