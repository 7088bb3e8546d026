#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "events/streams.hpp"
#include "http/router.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// What is wrong, in words; nothing when all is well. May throw Unavailable.
using Check = std::function<awaitable<std::vector<std::string>>()>;
// Brings gauges up to date before they are scraped. May throw Unavailable.
using Collector = std::function<awaitable<void>()>;

// GET /healthz, /readyz and /metrics.
void add_operations(http::Router&, Process&, std::vector<Check>, std::vector<Collector>);

Check answers(redis::Client&, std::string name);  // PING
// Every partition of the service has a live consumer.
Check is_consumed(redis::Client&, events::StreamNames);
// Length, lag and dead letters of each stream, the owner of each partition.
Collector stream_gauges(Process&, redis::Client&, events::StreamNames);

}  // namespace souk::runtime
