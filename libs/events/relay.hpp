#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

#include "events/batch.hpp"
#include "events/ownership.hpp"
#include "events/stream_reader.hpp"
#include "redis/client.hpp"
#include "redis/tracking_client.hpp"

namespace souk::events {

// Brings entries of a service's own streams to other partitions: reads the streams of the partitions that it owns,
// calls a function in the partition of each entry's destination, then stores its position. So an entry comes at least
// once, and also late or from two relays; its function must be idempotent (register_relayed in partition.lua).
//
// Entries of a pass with the same function and destination are one call. A destination that fails does not stop the
// others: it is behind, and is tried again from where it stopped.
class Relay {
 public:
  // `sources`: those that are relayed. `lane`: of whose partitions. The references outlive the relay.
  Relay(boost::asio::any_io_executor, std::string service, std::vector<Source> sources, redis::Client& own,
        redis::TrackingClient& streams, Ownership&, std::string lane, std::size_t batch, Milliseconds poll);

  // Reads and delivers once; waits for entries when there are none. Returns how many it read. Throws Unavailable; then
  // the same is delivered again, if need be after its partition has been claimed again.
  boost::asio::awaitable<std::size_t> pass();
  void wake() { reader_.wake(); }

 private:
  struct Progress {  // in a stream of a partition that we own
    std::string writer;
    std::string at = {};                           // the last entry read
    std::int64_t not_stored = 0;                   // entries up to `at` that are after the stored position
    std::string position = {};                     // as it is to be stored; what is stored is in Owned::positions
    std::int64_t read = 0;                         // ... and how many entries there are up to it
    std::map<Partition, std::string> behind = {};  // destinations that failed, and their last entry before that
  };
  struct Batch;
  struct Delivery;
  using Deliveries = std::map<std::pair<const Source*, Partition>, Delivery>;

  Progress* progress(Partition, std::string_view writer, const Source&);
  boost::asio::awaitable<std::vector<Batch>> read_new();
  boost::asio::awaitable<std::vector<Batch>> read_behind();
  Deliveries sort(std::vector<Batch>&);
  boost::asio::awaitable<void> deliver(std::vector<Batch>&);
  void delivered(std::vector<Batch>&, const Delivery&, redis::Reply);
  boost::asio::awaitable<void> store(std::vector<Batch>&);
  void was_stored(const Batch&);
  redis::Command advance(const Batch&, Progress&, std::int64_t read) const;

  std::string service_;
  std::vector<Source> sources_;
  redis::Client& own_;
  Ownership& ownership_;
  const std::string lane_;
  StreamReader reader_;
  const std::size_t batch_;
  SteadyClock::time_point next_try_{};  // of the destinations that are behind
  std::map<std::pair<Partition, const Source*>, Progress> progress_;
};

}  // namespace souk::events
