// What can be seen of the streams of a service: lengths, groups and their lag, dead letters, owners.
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
  std::string position;             // id of the last entry behind it
  std::optional<std::int64_t> lag;  // entries before it; Redis cannot always tell
};

struct StreamState {
  Partition partition;
  std::string stream;
  std::int64_t length;
  std::vector<Group> groups;
};

struct DeadLetters {
  Partition partition;
  std::string stream;  // the other service's, where the entry was
  std::int64_t count;
};

struct Lease {
  Partition partition;
  std::string owner;  // empty: nobody consumes this partition
  std::int64_t epoch;
  Timestamp since;
};

// XINFO GROUPS; an error (no such stream yet) is no group.
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

// One look at Redis each; they throw Unavailable.
boost::asio::awaitable<std::vector<StreamState>> stream_states(redis::Client&, const StreamNames&);
boost::asio::awaitable<std::vector<DeadLetters>> dead_letters(redis::Client&, const StreamNames&);
boost::asio::awaitable<std::vector<Lease>> leases(redis::Client&, const StreamNames&);

}  // namespace souk::events
