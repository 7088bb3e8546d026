#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "describe/describe.hpp"

namespace souk::payment {

// address: of a client, signed in or not. customer: a buyer who has signed in.
enum class VisitorKind { address, customer };
BOOST_DESCRIBE_ENUM(VisitorKind, address, customer)

// What one of them has ordered. `open`: pending and not about to end. `email`: masked, of a customer's newest order.
struct VisitorOrders {
  VisitorKind by;
  std::string value;
  std::optional<std::string> email;
  std::int64_t orders, open;
  Timestamp last_at;
};
BOOST_DESCRIBE_STRUCT(VisitorOrders, (), (by, value, email, orders, open, last_at))

// `cancelled`: those that are, and those that will be when the provider has said that nobody can pay them any more.
// `paid`: too late. `left`: repeat the call for these.
struct CancelledOrders {
  std::int64_t cancelled, paid, left;
};
BOOST_DESCRIBE_STRUCT(CancelledOrders, (), (cancelled, paid, left))

}  // namespace souk::payment
