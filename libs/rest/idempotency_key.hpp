// The header Idempotency-Key: a request repeated with the same key has its effect once.
#pragma once

#include <string>

#include "base/refusal.hpp"
#include "rest/message.hpp"

namespace souk::rest {

constexpr const char* idempotency_key_name = "Idempotency-Key";
constexpr const char* idempotency_key_pattern = "^[!-~]{1,255}$";  // the pattern in the schema

// Empty when the request has no key. More than one key is a fault.
Outcome<std::string> optional_idempotency_key(const Request&);
Outcome<std::string> required_idempotency_key(const Request&);

// A body and the key that it came with.
template <class Body>
struct Keyed {
  Body body;
  std::string key;
};

// Returns both, or every fault of both.
template <class Body>
Outcome<Keyed<Body>> keyed(Outcome<Body> body, Outcome<std::string> key) {
  if (body && key) return Keyed<Body>{std::move(*body), std::move(*key)};
  if (key) return std::unexpected(std::move(body.error()));
  auto faults = std::move(key.error().errors);
  if (!body) faults.insert(faults.end(), body.error().errors.begin(), body.error().errors.end());
  return std::unexpected(not_valid(std::move(faults)));
}

// Marks the answer to a repeat, which had no effect of its own.
Response replayable(Response, bool is_replayed);

// A refusal because the key came with another body, in words that name the header.
Refusal key_reused(Code);

}  // namespace souk::rest
