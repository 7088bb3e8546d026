#include "runtime/operations.hpp"

#include "base/log.hpp"
#include "rest/message.hpp"
#include "runtime/redis_nodes.hpp"

namespace souk::runtime {
namespace {

using http::Request;
using http::Response;

struct Health {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

awaitable<Response> healthz(const Request&) {
  co_return rest::json(Health{"ok"});
}

awaitable<std::string> problems_of(std::vector<Check> checks) {
  std::string problems;
  const auto add = [&](std::string_view problem) { (problems += problems.empty() ? "" : "; ") += problem; };
  for (const auto& check : checks) {
    try {
      for (const auto& problem : co_await check()) add(problem);
    } catch (const Unavailable& away) {
      add(away.what());
      break;  // the other checks would wait for the same dependency
    }
  }
  co_return problems;
}

awaitable<Response> readyz(const Request& request, std::vector<Check> checks) {
  const auto problems = co_await problems_of(std::move(checks));
  if (problems.empty()) co_return rest::json(Health{"ready"});
  co_return rest::problem({unavailable, "Not ready: " + problems + "."}, request.id);
}

awaitable<Response> prometheus(Process& process, std::vector<Collector> collectors) {
  for (const auto& collect : collectors) {
    try {
      co_await collect();
    } catch (const Unavailable& away) {
      log::debug("metrics not collected", {{"why", away.what()}});
      break;  // the others would wait for the same dependency; metrics without a collector are still printed
    }
  }
  co_return Response{.body = process.metrics().text(), .content_type = "text/plain; version=0.0.4; charset=utf-8"};
}

// Fails at once when there is no connection, instead of waiting for one. One to some primary of a cluster will do,
// since a balancer that takes every process out because one primary is away takes the whole shop out.
void expect_connected(const redis::Client& redis, const std::string& name) {
  if (redis.connected_to_any()) return;
  throw Unavailable(Dependency::database, name + " is unavailable: " + redis.problem());
}

awaitable<std::vector<std::string>> ping(redis::Client& redis, std::string name) {
  expect_connected(redis, name);
  co_await redis.call(redis::Command("PING"));
  co_return std::vector<std::string>();
}

awaitable<std::vector<std::string>> unconsumed(redis::Client& redis, events::StreamNames names) {
  std::string partitions;
  for (const auto& lease : co_await events::leases(redis, names)) {
    if (lease.owner.empty()) (partitions += partitions.empty() ? "" : ", ") += std::to_string(lease.partition);
  }
  std::vector<std::string> problems;
  if (!partitions.empty()) problems.push_back("no consumer for partitions " + partitions + " of " + names.service);
  co_return problems;
}

awaitable<void> collect_nodes(telemetry::Metrics& metrics, redis::Client& redis, const events::StreamNames& names) {
  const auto nodes = co_await redis_nodes(redis, names.service, names.partitions);
  for (const auto* name : {"souk_redis_up", "souk_redis_replicas", "souk_redis_replica_behind_bytes"}) {
    metrics.clear(name);
  }
  for (const auto& node : nodes) {
    const telemetry::Labels labels{{"node", node.node}};
    metrics.gauge("souk_redis_up", "1 for a Redis that this process is connected to.", labels).set(node.up);
    if (!node.replicas) continue;
    metrics.gauge("souk_redis_replicas", "Replicas in contact with a Redis.", labels)
        .set(static_cast<double>(*node.replicas));
    metrics.gauge("souk_redis_replica_behind_bytes", "How far its last replica is behind.", labels)
        .set(static_cast<double>(node.behind_bytes.value_or(0)));
  }
}

awaitable<void> collect_streams(Process& process, redis::Client& redis, events::StreamNames names) {
  auto& metrics = process.metrics();
  const auto gauge = [&](const char* name, const char* help, telemetry::Labels labels, double value) {
    metrics.gauge(name, help, labels).set(value);
  };
  co_await collect_nodes(metrics, redis, names);
  expect_connected(redis, "Redis");
  for (const auto& state : co_await events::stream_states(redis, names)) {
    const auto partition = std::to_string(state.partition);
    gauge("souk_stream_length", "Entries in a stream.", {{"stream", state.stream}, {"partition", partition}},
          static_cast<double>(state.length));
    for (const auto& group : state.groups) {
      if (!group.lag) continue;
      gauge("souk_stream_lag", "Entries that a group has not applied yet.",
            {{"stream", state.stream}, {"partition", partition}, {"group", group.name}},
            static_cast<double>(*group.lag));
    }
  }
  for (const auto& letters : co_await events::dead_letters(redis, names)) {
    gauge("souk_dead_letters", "Entries that could not be understood.",
          {{"stream", letters.stream}, {"partition", std::to_string(letters.partition)}},
          static_cast<double>(letters.count));
  }
  const auto leases = co_await events::leases(redis, names);
  metrics.clear("souk_partition_owner");
  for (const auto& lease : leases) {
    if (lease.owner.empty()) continue;
    gauge("souk_partition_owner", "1 for the consumer that may write a partition.",
          {{"partition", std::to_string(lease.partition)}, {"owner", lease.owner}}, 1);
  }
}

}  // namespace

void add_operations(rest::Router& router, Process& process, std::vector<Check> checks,
                    std::vector<Collector> collectors) {
  using enum http::Method;
  const std::string tag = "operations";
  router.add(get, "/healthz", "Is the process alive?", healthz).tag(tag).answers<Health>();
  router
      .add(get, "/readyz", "Is everything there that it needs?",
           [checks = std::move(checks)](const Request& request) { return readyz(request, checks); })
      .tag(tag)
      .answers<Health>();
  router
      .add(get, "/metrics", "Metrics for Prometheus",
           [&process, collectors = std::move(collectors)](const Request&) { return prometheus(process, collectors); })
      .tag(tag)
      .answers_text("text/plain", "Prometheus' text format");
}

Check answers(redis::Client& redis, std::string name) {
  return [&redis, name = std::move(name)] { return ping(redis, name); };
}

Check is_consumed(redis::Client& redis, events::StreamNames names) {
  return [&redis, names = std::move(names)] { return unconsumed(redis, names); };
}

Collector stream_gauges(Process& process, redis::Client& redis, events::StreamNames names) {
  return [&process, &redis, names = std::move(names)] { return collect_streams(process, redis, names); };
}

}  // namespace souk::runtime
