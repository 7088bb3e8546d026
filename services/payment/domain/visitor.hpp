#pragma once

#include <optional>
#include <string>

#include "base/ulid.hpp"
#include "contracts/customer_id.hpp"

namespace souk::payment {

// Who places an order.
struct Visitor {
  std::optional<contracts::CustomerId> buyer = {};  // nothing: a guest
  std::string session = {};                         // its id, when the buyer has signed in
  std::string address = {};                         // of the client; of an IPv6 network
  std::string solution = {};                        // of a challenge; empty: none

  // Whose challenge it is.
  std::string name() const { return session.empty() ? "address:" + address : "session:" + session; }
};

// An order that was placed.
struct Visit {
  Ulid pk;
  std::string address;
  std::optional<contracts::CustomerId> buyer = {};  // nothing: a guest
  bool operator==(const Visit&) const = default;
};

}  // namespace souk::payment
