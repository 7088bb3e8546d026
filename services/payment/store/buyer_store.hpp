// What the sign-in of buyers needs of a database. Implemented by Buyers (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "payment/domain/buyer.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// How long until it may be tried again; nothing: it was done.
using Wait = std::optional<Milliseconds>;

struct Verified {
  std::optional<SessionId> session = {};  // nothing: the code was not right, or too many were not
  Wait wait = {};                         // after too many
};

// Every member throws Unavailable when the database is down.
class BuyerStore {
 public:
  virtual ~BuyerStore() = default;

  virtual awaitable<Wait> count_request(std::string client) = 0;
  // Has a mail with a new code sent, which replaces an older code.
  virtual awaitable<Wait> send_code(Email) = 0;
  // The right code works once.
  virtual awaitable<Verified> verify(Email, SignInCode) = 0;

  // Nothing: there is no such session, or it has ended.
  virtual awaitable<std::optional<Buyer>> find(SessionId) = 0;
  virtual awaitable<void> end_session(SessionId) = 0;
  virtual awaitable<void> end_sessions(CustomerId) = 0;
};

}  // namespace souk::payment
