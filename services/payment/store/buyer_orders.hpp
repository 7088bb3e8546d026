// The orders of a buyer who was signed in when they were placed. Implemented by CustomerIndex (on Redis) and in
// memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "base/ulid.hpp"
#include "contracts/customer_id.hpp"

namespace souk::payment {

using boost::asio::awaitable;
using contracts::CustomerId;

// Every member throws Unavailable when the database is down.
class BuyerOrders {
 public:
  virtual ~BuyerOrders() = default;

  // Newest first, at most `limit`. What was placed a moment ago may be missing.
  virtual awaitable<std::vector<Ulid>> pks_of(CustomerId, std::size_t limit) = 0;
};

}  // namespace souk::payment
