#include "events/streams.hpp"

#include "redis/keys.hpp"

namespace souk::events {
namespace {

using redis::Command;
using redis::Reply;

std::int64_t number(const Reply& reply) { return reply.is_nil() ? 0 : reply.integer(); }

}  // namespace

std::vector<Group> parse_groups(Reply&& reply) {
  std::vector<Group> groups;
  if (reply.is_error()) return groups;
  for (auto& element : reply.array()) {
    auto& facts = element.array();
    Group group;
    for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
      const auto& name = facts[i].text();
      auto& value = facts[i + 1];
      if (name == "name") group.name = std::move(value.text());
      if (name == "last-delivered-id") group.position = std::move(value.text());
      if (name == "lag" && !value.is_nil()) group.lag = value.integer();
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

StreamNames stream_names(std::string_view service, unsigned partitions, const std::vector<Source>& sources,
                         const std::vector<Outgoing>& outgoing, std::vector<std::string> unread) {
  StreamNames names{.service = std::string(service), .partitions = partitions, .written = std::move(unread), .read = {}};
  for (const auto& own : outgoing) names.written.push_back(own.stream);
  for (const auto& source : sources) names.read.push_back(source.stream);
  return names;
}

boost::asio::awaitable<std::vector<StreamState>> stream_states(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks;
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.written) {
      const auto key = redis::key(names.service, p, stream);
      looks.push_back(Command("XLEN", key));
      looks.push_back(Command("XINFO", "GROUPS", key));
    }
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  std::vector<StreamState> states;
  auto reply = replies.begin();
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.written) {
      const auto length = redis::raise_if_error(std::move(*reply++)).integer();
      states.push_back({p, stream, length, parse_groups(std::move(*reply++))});
    }
  }
  co_return states;
}

boost::asio::awaitable<std::vector<DeadLetters>> dead_letters(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks;
  std::vector<DeadLetters> letters;
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.read) {
      looks.push_back(Command("XLEN", redis::key(names.service, p, stream + ":dead")));
      letters.push_back({p, stream, 0});
    }
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    letters[i].count = redis::raise_if_error(std::move(replies[i])).integer();
  }
  co_return letters;
}

boost::asio::awaitable<std::vector<Lease>> leases(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks = {Command("TIME")};
  for (Partition p = 0; p < names.partitions; ++p) {
    looks.push_back(Command("HMGET", redis::key(names.service, p, "lease"), "owner", "epoch", "since", "until"));
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  const auto now = redis::raise_if_error(std::move(replies[0])).array().at(0).integer() * 1000;
  std::vector<Lease> leases;
  for (Partition p = 0; p < names.partitions; ++p) {
    const auto reply = redis::raise_if_error(std::move(replies[p + 1]));
    const auto& fields = reply.array();
    const bool runs = number(fields.at(3)) > now;
    leases.push_back({p, runs && !fields.at(0).is_nil() ? fields.at(0).text() : "", number(fields.at(1)),
                      Timestamp(Milliseconds(number(fields.at(2))))});
  }
  co_return leases;
}

}  // namespace souk::events
