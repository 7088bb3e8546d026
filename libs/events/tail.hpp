#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <vector>

#include "events/batch.hpp"
#include "events/stream_reader.hpp"
#include "redis/tracking_client.hpp"

namespace souk::events {

// Follows streams from their end, one of each partition. For caches: they need every change from now on, and none from
// before.
class Tail {
 public:
  struct Listener {
    std::function<void(const Fields&)> entry;
    // true: every entry from now on is reported. false: entries may be missed until it is true again.
    std::function<void(bool)> following;
  };

  // The client outlives the tail, and has no other listener. `keys` by partition.
  Tail(redis::TrackingClient&, boost::asio::any_io_executor, std::vector<std::string> keys, Listener,
       Milliseconds poll = StreamReader::default_poll);

  boost::asio::awaitable<void> run();  // until stop()
  void stop();

 private:
  boost::asio::awaitable<std::vector<std::string>> ends();
  boost::asio::awaitable<void> follow(std::vector<std::string> ids, unsigned connection);
  boost::asio::awaitable<void> expect_kept(std::vector<redis::Command> last_reported);

  redis::TrackingClient& redis_;
  std::vector<std::string> keys_;
  Listener listener_;
  StreamReader reader_;
  boost::asio::steady_timer stopped_;
  bool stopping_ = false;
};

}  // namespace souk::events
