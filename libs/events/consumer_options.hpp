#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "events/batch.hpp"
#include "events/ownership.hpp"
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

// `own` holds the service's data, `source` the other service's streams; `streams` and `own_streams` are other clients
// of the two, for the reads that are tracked. Without relayed sources `own_streams` may be null.
struct ConsumerClients {
  redis::Client& own;
  redis::Client& source;
  redis::TrackingClient& streams;
  redis::TrackingClient* own_streams;
};

}  // namespace souk::events
