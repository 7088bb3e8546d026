#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <vector>

#include "events/batch.hpp"
#include "redis/client.hpp"

namespace souk::events {

// Follows streams from their end: for caches, which need to know what changes from now on and nothing of before.
class Tail {
 public:
  struct Listener {
    std::function<void(const Fields&)> entry;
    // true: every entry from now on is told. false: entries may be missed until it is true again.
    std::function<void(bool)> following;
  };

  // `blocking` is a connection for reads that wait, with a deadline longer than one second; it outlives the tail.
  Tail(redis::Client& blocking, boost::asio::any_io_executor, std::vector<std::string> keys, Listener);

  boost::asio::awaitable<void> run();  // until stop()
  void stop();

 private:
  boost::asio::awaitable<std::vector<std::string>> ends();
  boost::asio::awaitable<void> follow(std::vector<std::string> ids);
  boost::asio::awaitable<void> expect_kept(std::vector<redis::Command> last_told);

  redis::Client& blocking_;
  std::vector<std::string> keys_;
  Listener listener_;
  boost::asio::steady_timer stopped_;
  bool stopping_ = false;
};

}  // namespace souk::events
