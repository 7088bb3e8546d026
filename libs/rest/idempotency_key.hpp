// The header Idempotency-Key: a request that is repeated with the same key has its effect once.
#pragma once

#include <string>

#include "base/refusal.hpp"
#include "http/message.hpp"

namespace souk::rest {

constexpr const char* idempotency_key_name = "Idempotency-Key";
constexpr const char* idempotency_key_pattern = "^[!-~]{1,255}$";  // as a schema says it

// Empty when the request has none; what is there must be one key.
Outcome<std::string> optional_idempotency_key(const http::Request&);
Outcome<std::string> required_idempotency_key(const http::Request&);

// A body and the key that it came with.
template <class Body>
struct Keyed {
  Body body;
  std::string key;
};

// Both, or every fault of either.
template <class Body>
Outcome<Keyed<Body>> keyed(Outcome<Body> body, Outcome<std::string> key) {
  if (body && key) return Keyed<Body>{std::move(*body), std::move(*key)};
  if (key) return std::unexpected(std::move(body.error()));
  auto faults = std::move(key.error().errors);
  if (!body) faults.insert(faults.end(), body.error().errors.begin(), body.error().errors.end());
  return std::unexpected(not_valid(std::move(faults)));
}

}  // namespace souk::rest
