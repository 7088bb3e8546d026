#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>

#include "base/clock.hpp"
#include "redis/client.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// The clock of Redis, as this process knows it: read every few seconds and carried on by the steady clock in between.
// The clock of this machine may be wrong; the one of Redis decides.
class RedisClock {
 public:
  RedisClock(Process&, redis::Client&);  // the client outlives this
  Part part();
  std::optional<Timestamp> now() const;  // nothing until it was read, and when it could not be read for long

 private:
  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> read();

  struct Reading {
    Timestamp time;
    SteadyClock::time_point at;
  };
  redis::Client& redis_;
  boost::asio::steady_timer timer_;
  std::optional<Reading> last_;
  bool stopping_ = false;
};

}  // namespace souk::runtime
