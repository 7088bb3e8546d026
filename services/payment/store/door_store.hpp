// What the door remembers. Implemented by DoorRecords (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/ulid.hpp"
#include "payment/domain/visitor.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Every coroutine throws Unavailable when the database is down.
class DoorStore {
 public:
  virtual ~DoorStore() = default;

  // The key of challenges: the same in every process.
  virtual awaitable<std::string> secret() = 0;
  // False: the solution was used for another order. `used_for` names the order: a repeat of it may use it again.
  virtual awaitable<bool> use_solution(std::string nonce, std::string used_for, Milliseconds valid) = 0;
  // The order may hold its units for so long without being paid. Else: how long until another of the visitor's unpaid
  // orders ends, which are `most`. Repeating a call changes nothing.
  virtual awaitable<std::optional<Milliseconds>> take_hold(Visitor, Ulid pk, Milliseconds hold, unsigned most) = 0;
};

}  // namespace souk::payment
