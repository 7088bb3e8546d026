#include "runtime/run_consumer.hpp"

#include <unistd.h>

#include <algorithm>
#include <optional>

#include "runtime/operations.hpp"
#include "runtime/partition_opener.hpp"

namespace souk::runtime {
namespace {

// The same name after a restart. Different for each consumer of a host, because each has its own port.
std::string name_of(const Settings& settings, unsigned short port) {
  if (!settings.consumer_name.empty()) return settings.consumer_name;
  char host[256] = "localhost";
  gethostname(host, sizeof host - 1);
  return std::string(host) + ":" + std::to_string(port);
}

awaitable<std::vector<std::string>> problems_of(const events::Consumer& consumer) {
  co_return consumer.problems();
}

}  // namespace

awaitable<void> run_consumer(Process& process, ConsumerRole role) {
  const auto& settings = process.settings();
  redis::Client own(process.executor(), process.own_redis(role.own_redis, std::move(role.library)));
  redis::Client source(process.executor(), process.redis_of(role.source, role.source_redis, "source"));
  redis::TrackingClient streams(process.executor(), process.redis_of(role.source, role.source_redis, "reader"));
  std::optional<redis::TrackingClient> own_streams;
  if (std::ranges::any_of(role.sources, &events::Source::is_relayed)) {
    own_streams.emplace(process.executor(), process.redis_of(role.service, role.own_redis, "relay"));
  }

  PartitionOpener opener(process, own, role.service);
  events::Consumer consumer(process.executor(),
                            {.service = role.service,
                             .source = role.source,
                             .group = role.group,
                             .name = name_of(settings, role.port),
                             .partitions = settings.partitions,
                             .sources = std::move(role.sources),
                             .outgoing = std::move(role.outgoing)},
                            own, source, streams, own_streams ? &*own_streams : nullptr);
  rest::Router router(process.router("The consumer of " + role.service + "."));
  add_operations(router, process,
                 {answers(own, "Redis"), answers(source, "the Redis of " + role.source),
                  [&consumer] { return problems_of(consumer); }},
                 {});
  co_await process.serve(router, role.port, Port::own,
                         {opener.part(), {"consumer", [&] { return consumer.run(); }, [&] { consumer.stop(); }}});
}

}  // namespace souk::runtime
