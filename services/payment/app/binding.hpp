// An idempotency key is bound to a pk and to the body that it came with.
#pragma once

#include <string>

#include "payment/domain/order.hpp"
#include "payment/store/orders.hpp"

namespace souk::payment {

// Two bodies with the same fingerprint ask for the same.
inline std::string fingerprint(const NewOrder& wanted) {
  return std::to_string(wanted.quantity.value()) + " of " + wanted.id.text();
}

inline std::unexpected<Refusal> reused() {
  return refuse(Code::idempotency_key_reused, "This Idempotency-Key has been used with another body.");
}

}  // namespace souk::payment
