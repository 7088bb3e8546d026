#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <string>

#include "base/clock.hpp"
#include "payment/domain/visitor.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Remembers for a time who has placed orders. Visits are written together, a moment later, so an order waits for
// nothing; a process that is killed loses the last of them.
class VisitorLog {
 public:
  static constexpr std::size_t most_waiting = 100'000;  // while Redis is down; further ones are not noted

  VisitorLog(boost::asio::any_io_executor, redis::Client&, unsigned partitions, Milliseconds age);

  void note(const Visit&);
  awaitable<void> run();
  void stop();

 private:
  awaitable<void> write();
  awaitable<void> forget_old();

  redis::Client& redis_;
  unsigned partitions_;
  Milliseconds age_;
  unsigned turn_;
  struct Entry {
    std::string lines = {};
    std::size_t visits = 0;
  };
  std::deque<Entry> waiting_;
  bool last_is_open_ = false;  // further visits belong to the last entry
  std::size_t count_ = 0;      // visits that wait
  SteadyClock::time_point forget_at_ = {};
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
};

}  // namespace souk::payment
