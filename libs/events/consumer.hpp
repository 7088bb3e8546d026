#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/admission.hpp"
#include "events/batch.hpp"
#include "events/ownership.hpp"
#include "events/relay.hpp"
#include "events/stream_reader.hpp"
#include "redis/client.hpp"
#include "redis/tracking_client.hpp"

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
  Milliseconds poll = StreamReader::default_poll;
};

// Applies the entries of another service's streams, and of its own, each once, in order within a partition, as batches
// in one Redis Function. Relays those whose effect is in another partition (relay.hpp). Any number of consumers share
// the partitions. If a Redis is unavailable, the consumer tries again.
class Consumer {
 public:
  // `own` holds the service's data, `source` the other service's streams; `streams` and `own_streams` are other clients
  // of the two, which only this consumer listens to. Without relayed sources `own_streams` may be null. All outlive the
  // consumer.
  Consumer(boost::asio::any_io_executor, ConsumerOptions, redis::Client& own, redis::Client& source,
           redis::TrackingClient& streams, redis::TrackingClient* own_streams = nullptr);

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

  std::vector<const Loop*> loops() const;
  bool stuck() const;
  awaitable<void> repeat(Loop&);
  awaitable<void> pause(Milliseconds);

  awaitable<void> keep_ownership();
  awaitable<void> read_streams();
  awaitable<void> relay();
  awaitable<void> read_delayed();
  awaitable<Milliseconds> read_due(redis::Client&);
  awaitable<void> report_progress();
  awaitable<void> report_progress(redis::Client&);
  awaitable<void> trim();

  awaitable<void> apply(std::vector<Batch>);
  awaitable<void> look_ahead(std::vector<Batch>, Timestamp now);
  awaitable<void> wait_from_now(Batch, Timestamp now);
  redis::Command read_due(const Batch&, Timestamp now);
  std::pair<std::vector<Batch>, Milliseconds> due_streams(const redis::Client&, Timestamp now);
  void reported(const Batch&, std::string id, redis::Reply);
  Position* position(const Batch&);
  redis::Client& redis_of(const Source& source) const { return source.own ? own_ : source_; }
  std::string source_key(const Batch&) const;

  ConsumerOptions options_;
  redis::Client& own_;
  redis::Client& source_;
  StreamReader reader_;
  Admission admission_;
  Ownership ownership_;
  std::optional<Relay> relay_;
  boost::asio::steady_timer stopped_;  // never expires; cancelled by stop()
  bool stopping_ = false;
  Milliseconds until_next_look_{0};
  Loop ownership_loop_, reading_, delayed_reading_, relaying_, reporting_, trimming_;
};

}  // namespace souk::events
