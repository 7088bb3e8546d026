#include "events/partition_states.hpp"

#include <vector>

#include "redis/keys.hpp"

namespace souk::events {
namespace {

using boost::asio::awaitable;

constexpr std::string_view fresh = "new";  // all have a state before the first one is open

struct States {
  std::vector<Partition> absent, fresh;
  bool some_in_use = false;
};

awaitable<States> read_states(redis::Client& redis, std::string_view service, unsigned partitions) {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions; ++p) reads.push_back(redis::Command("GET", state_key(service, p)));
  auto replies = co_await redis.pipeline(std::move(reads));
  States states;
  for (Partition p = 0; p < partitions; ++p) {
    const auto state = redis::raise_if_error(std::move(replies[p]));
    if (state.is_nil()) {
      states.absent.push_back(p);
    } else if (state.text() == fresh) {
      states.fresh.push_back(p);
    } else {
      states.some_in_use = true;
    }
  }
  co_return states;
}

awaitable<void> all_of(redis::Client& redis, std::vector<redis::Command> writes) {
  for (auto& reply : co_await redis.pipeline(std::move(writes))) redis::raise_if_error(std::move(reply));
}

std::string list_of(const std::vector<Partition>& partitions) {
  std::string list;
  for (auto p : partitions) list.append(list.empty() ? "" : ", ").append(std::to_string(p));
  return list;
}

}  // namespace

std::string state_key(std::string_view service, Partition p) {
  return redis::key(service, p, "state");
}

awaitable<void> open_partitions(redis::Client& redis, std::string_view service, unsigned partitions) {
  auto states = co_await read_states(redis, service, partitions);
  if (!states.absent.empty() && states.some_in_use) {
    throw redis::Unexpected("the data of partitions " + list_of(states.absent) + " of " + std::string(service) +
                            " is not on the server that should have it; the others are in use");
  }
  std::vector<redis::Command> first, second;
  for (auto p : states.absent) first.push_back(redis::Command("SET", state_key(service, p), fresh, "NX"));
  co_await all_of(redis, std::move(first));
  states = co_await read_states(redis, service, partitions);
  for (auto p : states.fresh) {
    second.push_back(redis::Call(std::string(service) + "_open_partition").key(state_key(service, p)));
  }
  co_await all_of(redis, std::move(second));
}

}  // namespace souk::events
