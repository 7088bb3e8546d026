// The state of the streams of a service: lengths, groups and their lag, dead letters, owners.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/partition.hpp"
#include "events/batch.hpp"
#include "redis/client.hpp"

namespace souk::events {

struct Group {
  std::string name;
  std::string position;                          // id of the last entry that it has read
  std::optional<std::int64_t> lag;               // entries that it has not read; Redis does not always know
  std::int64_t read = 0;                         // entries that it has read, with those trimmed since
  std::optional<Timestamp> oldest_waiting = {};  // when the first of its unread entries was added; none: all are read
};

struct StreamState {
  Partition partition;
  std::string stream;
  std::int64_t length;
  std::int64_t added;  // entries ever
  std::vector<Group> groups;
};

struct DeadLetters {
  Partition partition;
  std::string stream;  // the other service's, where the entry was
  std::int64_t count;
};

struct Lease {
  Partition partition;
  std::string owner;  // empty: the partition has no consumer
  std::int64_t epoch;
  Timestamp since;
};

// XINFO STREAM: the id of the last entry that was ever added; 0-0 for a stream that does not exist yet. Throws as
// redis::raise_if_error() does.
std::string last_entry_ever(redis::Reply&&);

// XINFO GROUPS; a stream that does not exist yet has none. Throws as redis::raise_if_error() does.
std::vector<Group> parse_groups(redis::Reply&&);

// The streams that a service writes and those that it reads, by name; all in its own Redis.
struct StreamNames {
  std::string service;
  unsigned partitions;
  std::vector<std::string> written;
  std::vector<std::string> read;
};

// ... of a consumer's sources and outgoing streams; `unread` are written for caches only, without a group.
StreamNames stream_names(std::string_view service, unsigned partitions, const std::vector<Source>& sources,
                         const std::vector<Outgoing>& outgoing, std::vector<std::string> unread = {});

// One or two round trips each. They leave out the partitions whose server is away, and throw Unavailable when all are.
boost::asio::awaitable<std::vector<StreamState>> stream_states(redis::Client&, const StreamNames&);
boost::asio::awaitable<std::vector<DeadLetters>> dead_letters(redis::Client&, const StreamNames&);
boost::asio::awaitable<std::vector<Lease>> leases(redis::Client&, const StreamNames&);
// Names of the service's consumers whose heartbeat is younger than default_lease.
boost::asio::awaitable<std::vector<std::string>> consumers(redis::Client&, std::string_view service);
std::string consumers_key(std::string_view service);  // a sorted set: the names of those alive
// The clock of the server that has this key.
boost::asio::awaitable<Timestamp> time_of(redis::Client&, std::string_view key);
Timestamp parse_time(const redis::Reply&);  // the reply to TIME

}  // namespace souk::events
