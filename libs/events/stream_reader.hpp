#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/partition.hpp"
#include "events/batch.hpp"
#include "redis/tracking_client.hpp"

namespace souk::events {

// Reads streams by partition. The streams of a partition share a slot, so one XREAD reads them all; the partitions that
// may have new entries are read in one pipeline. Client tracking reports the streams that changed. While many entries
// come, reports cost more than they save, so all partitions are read without them. A slow poll of all partitions finds
// what a report missed (docs/decisions/0023).
class StreamReader {
 public:
  static constexpr Milliseconds default_poll{1000};
  static constexpr std::size_t many = 8;  // entries of one read

  // What to read of a partition: the entries of each key after the id that stands at its place.
  struct Wanted {
    Partition partition = 0;
    std::vector<std::string> keys = {};
    std::vector<std::string> ids = {};
  };
  // New entries of a stream: at most `count`, so there may be more.
  struct Found {
    std::size_t wanted;  // which of those given
    std::size_t key;     // and which of its keys
    std::vector<Entry> entries;
  };

  // The client outlives the reader.
  StreamReader(boost::asio::any_io_executor, redis::TrackingClient&, std::size_t count, Milliseconds poll);
  StreamReader(const StreamReader&) = delete;

  // Reads the partitions that may have new entries. When none may, waits until one may, until the connection is lost,
  // or for the poll or wake(), and returns nothing. Throws Unavailable.
  boost::asio::awaitable<std::vector<Found>> read(std::vector<Wanted>);
  void wake();  // what is wanted has changed

 private:
  // What the last read of a partition left: no entries after `ids`, unless something has changed since.
  struct State {
    bool changed = true;
    std::vector<std::string> ids = {};
  };

  bool may_have_entries(const Wanted&) const;
  redis::Command begin_read(const Wanted&, bool tracked);
  void end_read(std::size_t which, const Wanted&, redis::Reply, std::vector<Found>&);
  void changed(const std::string& key);
  void all_changed();
  boost::asio::awaitable<void> wait();

  redis::TrackingClient& redis_;
  const std::size_t count_;
  const Milliseconds poll_;
  boost::asio::steady_timer wake_;
  SteadyClock::time_point next_poll_{};
  bool busy_ = false;  // the last read brought many entries
  std::unordered_map<Partition, State> states_;
  std::unordered_map<std::string, Partition> partitions_;  // by key
  std::shared_ptr<const redis::TrackingClient::Listener> listening_;
};

}  // namespace souk::events
