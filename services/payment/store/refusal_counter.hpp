#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/partition.hpp"
#include "payment/domain/turnover.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Counts orders that are refused at the door, where no call to Redis is made: it gathers them and writes them once a
// second. What a process had not written when it was killed, or could not write, is not counted.
class RefusalCounter {
 public:
  RefusalCounter(const boost::asio::any_io_executor& executor, redis::Client& redis, unsigned partitions)
      : redis_(redis), partitions_(partitions), alarm_(executor) {}

  void count(const Ulid& product, std::string_view reason) { ++gathered_[product][std::string(reason)]; }
  awaitable<void> run();  // until stop()
  void stop();
  awaitable<void> write();

 private:
  redis::Client& redis_;
  unsigned partitions_;
  boost::asio::steady_timer alarm_;
  std::map<Ulid, Refusals> gathered_;
  bool stopping_ = false;
};

}  // namespace souk::payment
