// The sessions of the staff. Implemented on Redis (runtime) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <string>

namespace souk::auth {

using boost::asio::awaitable;

// A session is stored under a hash of its id, with a proof that it was made for the token that is in force. Every
// member throws Unavailable when the database is down.
class StaffSessions {
 public:
  virtual ~StaffSessions() = default;

  virtual awaitable<void> add(std::string hash, std::string proof, std::chrono::seconds age) = 0;
  // Nothing: there is no such session, or it has ended.
  virtual awaitable<std::optional<std::string>> proof_of(std::string hash) = 0;
  virtual awaitable<void> remove(std::string hash) = 0;
};

}  // namespace souk::auth
