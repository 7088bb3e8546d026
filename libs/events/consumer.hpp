#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/batch.hpp"
#include "events/ownership.hpp"
#include "redis/client.hpp"

namespace souk::events {

struct ConsumerOptions {
  std::string service;  // whose keys it writes: "inventory"
  std::string source;   // whose streams it reads: "payment"
  std::string group;    // its group on them, which shows its positions: "inventory-group"
  std::string name;     // its own, the same after a restart
  unsigned partitions = 16;
  std::vector<Source> sources;
  std::vector<Outgoing> outgoing;  // of `service`, trimmed behind their groups
  Milliseconds lease = default_lease;
  std::size_t batch = 256;  // entries of a stream in one call
  Milliseconds block{250};  // a read waits this long; a new partition is read after at most this
};

// Applies the entries of another service's streams, each once, in order within a partition, as batches in one Redis
// Function. Any number of them share the partitions. What fails because a Redis is away waits and is tried again by
// itself.
class Consumer {
 public:
  // `own` holds the service's data, `source` the streams; `blocking` is a connection to the latter for reads that wait,
  // with a deadline longer than `block`. All outlive the consumer.
  Consumer(boost::asio::any_io_executor, ConsumerOptions, redis::Client& own, redis::Client& source,
           redis::Client& blocking);

  awaitable<void> run();  // until stop(); then its partitions are free at once
  void stop();

  // Why it is not consuming, in words; empty when all is well.
  std::vector<std::string> problems() const;

 private:
  struct Batch;
  using Pass = awaitable<void> (Consumer::*)();
  struct Loop {
    std::string_view name;
    Pass pass;
    Milliseconds period;
    SteadyClock::time_point succeeded = SteadyClock::now();
    std::string failure = {};
  };

  std::array<const Loop*, 5> loops() const;
  bool stuck() const;
  awaitable<void> repeat(Loop&);
  awaitable<void> pause(Milliseconds);

  awaitable<void> keep_ownership();
  awaitable<void> read_streams();
  awaitable<void> read_delayed();
  awaitable<void> report_progress();
  awaitable<void> trim();

  awaitable<void> apply(std::vector<Batch>);
  awaitable<void> look_ahead(std::vector<Batch>, Timestamp now);
  awaitable<void> wait_from_now(Batch, Timestamp now);
  redis::Command read_due(const Batch&, Timestamp now);
  std::vector<Batch> due_streams(Timestamp now);
  void reported(const Batch&, std::string id, redis::Reply);
  Position* position(const Batch&);
  std::string source_key(Partition p, std::string_view stream) const;

  ConsumerOptions options_;
  redis::Client& own_;
  redis::Client& source_;
  redis::Client& blocking_;
  Ownership ownership_;
  boost::asio::steady_timer stopped_;  // never expires; cancelled by stop()
  bool stopping_ = false;
  Milliseconds until_next_look_{0};
  Loop ownership_loop_, reading_, delayed_reading_, reporting_, trimming_;
};

}  // namespace souk::events
