#pragma once

#include <string>
#include <vector>

#include "events/consumer.hpp"
#include "redis/function_library.hpp"
#include "runtime/process.hpp"

namespace souk::runtime {

// A consumer of a service: what it reads, what it writes, and the port for its health.
struct ConsumerRole {
  std::string service;                  // "inventory"
  std::string source;                   // "payment"
  std::string group;                    // "inventory-group"
  std::string own_redis, source_redis;  // URLs
  unsigned short port;
  redis::FunctionLibrary library;
  std::vector<events::Source> sources;
  std::vector<events::Outgoing> outgoing;
};

// Consumes, and serves /healthz, /readyz and /metrics, until the process is asked to stop.
awaitable<void> run_consumer(Process&, ConsumerRole);

}  // namespace souk::runtime
