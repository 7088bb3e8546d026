#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string>

#include "redis/client.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// Opens a service's partitions (events::open_partitions) as soon as all of its Redis is there, so that a new shop needs
// no other step. Ends when they are open; what it refuses is logged once and tried again.
class PartitionOpener {
 public:
  PartitionOpener(Process&, redis::Client&, std::string service);  // the client outlives this
  Part part();

 private:
  boost::asio::awaitable<void> run();
  boost::asio::awaitable<bool> open();

  redis::Client& redis_;
  std::string service_;
  unsigned partitions_;
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
  std::string logged_ = {};
};

}  // namespace souk::runtime
