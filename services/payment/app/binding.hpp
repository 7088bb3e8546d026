// An idempotency key is bound to a pk and to the fingerprint of its request body.
#pragma once

#include <string>

#include "payment/domain/order.hpp"

namespace souk::payment {

// Bodies with the same fingerprint ask for the same order. The customer is not a part of it.
inline std::string fingerprint(const std::vector<WantedLine>& wanted) {
  std::string text;
  for (const auto& line : wanted) {
    if (!text.empty()) text += ", ";
    text += std::to_string(line.quantity.value()) + " of " + line.id.text();
  }
  return text;
}

}  // namespace souk::payment
