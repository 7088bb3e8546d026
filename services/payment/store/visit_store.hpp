// Who has placed orders. Implemented by Visits (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "payment/domain/order.hpp"
#include "payment/domain/visitor.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Every coroutine throws Unavailable when the database is down.
class VisitStore {
 public:
  virtual ~VisitStore() = default;

  // Each order once, newest first, at most `limit`.
  virtual awaitable<std::vector<Visit>> newest(std::size_t limit) = 0;
  // Those that are pending and not about to end, in this order.
  virtual awaitable<std::vector<Ulid>> open_of(std::vector<Ulid> pks) = 0;
};

}  // namespace souk::payment
