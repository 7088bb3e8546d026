#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "events/consumer_options.hpp"
#include "events/lane.hpp"
#include "events/loop.hpp"
#include "events/ownership.hpp"
#include "events/source_check.hpp"
#include "redis/client.hpp"
#include "redis/tracking_client.hpp"

namespace souk::events {

// Applies the entries of another service's streams, and of its own, each once, in order within a partition, as batches
// in one Redis Function. Relays those whose effect is in another partition (relay.hpp). Any number of consumers share
// the partitions. If a Redis is unavailable, the consumer tries again; the partitions of other servers go on.
class Consumer {
 public:
  // All outlive the consumer.
  Consumer(boost::asio::any_io_executor, ConsumerOptions, redis::Client& own, redis::Client& source,
           redis::TrackingClient& streams, redis::TrackingClient* own_streams = nullptr);

  awaitable<void> run();  // until stop(); then its partitions are free at once
  void stop();

  // Why it is not consuming, in words; empty when all is well.
  std::vector<std::string> problems() const;

 private:
  using Lanes = std::map<std::string, std::shared_ptr<Lane>, std::less<>>;

  awaitable<void> keep_ownership();
  awaitable<void> check(std::map<Partition, Owned>& claimed);
  bool stuck() const;
  bool reaches(Partition) const;
  std::string server_of(Partition) const;
  void forget_moved();
  std::string lane_at(const std::string& server);
  void end_needless_lanes();
  awaitable<void> end_lanes();

  const boost::asio::any_io_executor executor_;
  const ConsumerOptions options_;
  const ConsumerClients clients_;
  SourceCheck source_check_;
  Ownership ownership_;
  Loop ownership_loop_;
  Lanes lanes_;  // by the server of their partitions
  std::size_t started_ = 0;
  std::size_t running_ = 0;
  boost::asio::steady_timer all_ended_;
  bool stopping_ = false;
};

}  // namespace souk::events
