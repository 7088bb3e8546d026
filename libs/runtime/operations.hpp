#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "events/streams.hpp"
#include "rest/router.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// Returns the problems as sentences; empty when there are none. May throw Unavailable.
using Check = std::function<awaitable<std::vector<std::string>>()>;
// Updates gauges before they are scraped. May throw Unavailable.
using Collector = std::function<awaitable<void>()>;

// GET /healthz, /readyz and /metrics.
void add_operations(rest::Router&, Process&, std::vector<Check>, std::vector<Collector>);

Check answers(redis::Client&, std::string name);  // PING
// Checks that every partition of the service has a live consumer.
Check is_consumed(redis::Client&, events::StreamNames);
// Collects length, lag and dead letters of each stream, and the owner of each partition.
Collector stream_gauges(Process&, redis::Client&, events::StreamNames);

}  // namespace souk::runtime
