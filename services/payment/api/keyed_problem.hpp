#pragma once

#include "payment/domain/refusals.hpp"
#include "rest/idempotency_key.hpp"

namespace souk::payment {

// The answer to a refused request with a body and an idempotency key, in which the use case has read both.
inline http::Response keyed_problem(Refusal refusal, std::string_view request_id) {
  if (refusal.code == idempotency_key_reused) return rest::problem(rest::key_reused(refusal.code), request_id);
  return rest::problem(rest::within("body", std::move(refusal)), request_id);
}

}  // namespace souk::payment
