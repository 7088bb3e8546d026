#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "events/batch.hpp"
#include "events/consumer_options.hpp"
#include "events/loop.hpp"
#include "events/ownership.hpp"
#include "events/relay.hpp"
#include "events/stream_reader.hpp"
#include "redis/client.hpp"

namespace souk::events {

// The loops for one server's partitions (Owned::lane): read, apply, relay, report, trim. A slow server delays only its
// own.
class Lane {
 public:
  Lane(boost::asio::any_io_executor, const ConsumerOptions&, ConsumerClients, Ownership&, std::string name);

  awaitable<void> run();  // until stop()
  void stop();
  void wake();  // its partitions have changed

  const std::string& name() const { return name_; }
  bool stuck() const;  // has not got on for as long as a lease lasts
  std::vector<std::string> problems() const;
  // The groups are set to our positions, so that XINFO GROUPS and the trimmer see true progress.
  awaitable<void> report_progress();

 private:
  struct Batch;

  awaitable<void> read_streams();
  awaitable<void> relay();
  awaitable<void> read_delayed();
  awaitable<Milliseconds> read_due(redis::Client&);
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

  const ConsumerOptions& options_;
  redis::Client& own_;
  redis::Client& source_;
  Ownership& ownership_;
  const std::string name_;
  StreamReader reader_;
  std::optional<Relay> relay_;
  Milliseconds until_next_look_{0};
  Loop reading_, delayed_reading_, relaying_, reporting_, trimming_;
};

}  // namespace souk::events
