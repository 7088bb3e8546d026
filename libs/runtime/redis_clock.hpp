#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "base/time_range.hpp"
#include "redis/client.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// The clock of the server that has a partition of a service: that one decides when a sale starts. It is read every few
// seconds and carried on by the steady clock in between. The clock of this machine may be wrong, and those of other
// servers, too.
class RedisClock {
 public:
  // The client outlives this.
  RedisClock(Process&, redis::Client&, std::string service, unsigned partitions);
  Part part();
  std::optional<TimeRange> now(Partition) const;  // nothing until it was read, and when it could not be read for long

 private:
  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> read();

  // The server said `time` at a moment between these two.
  struct Reading {
    Timestamp time;
    SteadyClock::time_point asked, answered;
  };
  redis::Client& redis_;
  std::string service_;
  boost::asio::steady_timer timer_;
  std::vector<std::optional<Reading>> readings_;  // by partition
  bool stopping_ = false;
};

}  // namespace souk::runtime
