#include "events/streams.hpp"

#include "events/batch.hpp"
#include "events/ownership.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

using redis::Command;
using redis::Reply;

std::int64_t number(const Reply& reply) {
  return reply.is_nil() ? 0 : reply.integer();
}

// XINFO's answer; nothing when there is no such stream yet.
std::optional<Reply> info_of(Reply&& reply) {
  if (reply.is_error() && reply.text() == "ERR no such key") return std::nullopt;
  return redis::raise_if_error(std::move(reply));
}

// XINFO STREAM, as far as it is wanted here.
struct StreamInfo {
  std::int64_t length = 0, added = 0;
  std::string last = "0-0";
};

StreamInfo parse_info(Reply&& reply) {
  StreamInfo info;
  auto answer = info_of(std::move(reply));
  if (!answer) return info;
  auto& facts = answer->array();
  for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
    const auto& name = facts[i].text();
    if (name == "length") info.length = facts[i + 1].integer();
    if (name == "entries-added") info.added = facts[i + 1].integer();
    if (name == "last-generated-id") info.last = std::move(facts[i + 1].text());
  }
  return info;
}

// Only groups with unread entries are passed.
boost::asio::awaitable<void> find_oldest_waiting(redis::Client& redis, std::vector<Group*> behind,
                                                 std::vector<Command> looks) {
  if (looks.empty()) co_return;
  auto replies = co_await redis.pipeline(std::move(looks));
  for (std::size_t i = 0; i < behind.size(); ++i) {
    if (redis::is_unavailable(replies[i])) continue;
    const auto first = parse_entries(redis::raise_if_error(std::move(replies[i])));
    if (!first.empty()) behind[i]->oldest_waiting = Timestamp(Milliseconds(order_of(first.front().id).first));
  }
}

}  // namespace

std::string last_entry_ever(Reply&& reply) {
  return parse_info(std::move(reply)).last;
}

std::vector<Group> parse_groups(Reply&& reply) {
  std::vector<Group> groups;
  auto answer = info_of(std::move(reply));
  if (!answer) return groups;
  for (auto& element : answer->array()) {
    auto& facts = element.array();
    Group group;
    for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
      const auto& name = facts[i].text();
      auto& value = facts[i + 1];
      if (name == "name") group.name = std::move(value.text());
      if (name == "last-delivered-id") group.position = std::move(value.text());
      if (name == "lag" && !value.is_nil()) group.lag = value.integer();
      if (name == "entries-read") group.read = number(value);
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

StreamNames stream_names(std::string_view service, unsigned partitions, const std::vector<Source>& sources,
                         const std::vector<Outgoing>& outgoing, std::vector<std::string> unread) {
  StreamNames names{
      .service = std::string(service), .partitions = partitions, .written = std::move(unread), .read = {}};
  for (const auto& own : outgoing) names.written.push_back(own.stream);
  for (const auto& source : sources) {
    if (!source.is_secondary()) names.read.push_back(source.stream);
  }
  return names;
}

boost::asio::awaitable<std::vector<StreamState>> stream_states(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks;
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.written) {
      const auto key = redis::key(names.service, p, stream);
      looks.push_back(Command("XINFO", "STREAM", key));
      looks.push_back(Command("XINFO", "GROUPS", key));
    }
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  redis::expect_available(replies);
  std::vector<StreamState> states;
  states.reserve(replies.size() / 2);
  std::vector<Group*> behind;
  std::vector<Command> firsts;
  auto reply = replies.begin();
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.written) {
      auto& shown = *reply++;
      auto& groups = *reply++;
      if (redis::is_unavailable(shown) || redis::is_unavailable(groups)) continue;
      const auto info = parse_info(std::move(shown));
      auto& state = states.emplace_back(p, stream, info.length, info.added, parse_groups(std::move(groups)));
      for (auto& group : state.groups) {
        if (order_of(group.position) >= order_of(info.last)) continue;
        behind.push_back(&group);
        firsts.push_back(
            Command("XRANGE", redis::key(names.service, p, stream), "(" + group.position, "+", "COUNT", 1));
      }
    }
  }
  co_await find_oldest_waiting(redis, std::move(behind), std::move(firsts));
  co_return states;
}

boost::asio::awaitable<std::vector<DeadLetters>> dead_letters(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks;
  std::vector<DeadLetters> letters, there;
  for (Partition p = 0; p < names.partitions; ++p) {
    for (const auto& stream : names.read) {
      looks.push_back(Command("XLEN", redis::key(names.service, p, stream + ":dead")));
      letters.push_back({p, stream, 0});
    }
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  redis::expect_available(replies);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (redis::is_unavailable(replies[i])) continue;
    letters[i].count = redis::raise_if_error(std::move(replies[i])).integer();
    there.push_back(std::move(letters[i]));
  }
  co_return there;
}

boost::asio::awaitable<std::vector<Lease>> leases(redis::Client& redis, const StreamNames& names) {
  std::vector<Command> looks;
  for (Partition p = 0; p < names.partitions; ++p) {
    looks.emplace_back("TIME");  // of the server that has the lease
    looks.push_back(Command("HMGET", redis::key(names.service, p, "lease"), "owner", "epoch", "since", "until"));
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  redis::expect_available(replies);
  std::vector<Lease> leases;
  for (Partition p = 0; p < names.partitions; ++p) {
    if (redis::is_unavailable(replies[2 * p]) || redis::is_unavailable(replies[2 * p + 1])) continue;
    const auto now = parse_time(redis::raise_if_error(std::move(replies[2 * p]))).time_since_epoch().count();
    const auto reply = redis::raise_if_error(std::move(replies[2 * p + 1]));
    const auto& fields = reply.array();
    const bool runs = number(fields.at(3)) > now;
    leases.push_back({p, runs && !fields.at(0).is_nil() ? fields.at(0).text() : "", number(fields.at(1)),
                      Timestamp(Milliseconds(number(fields.at(2))))});
  }
  co_return leases;
}

std::string consumers_key(std::string_view service) {
  return std::string(service) + ":consumers";
}

// TIME has no key, so it goes with a command that has.
boost::asio::awaitable<Timestamp> time_of(redis::Client& redis, std::string_view key) {
  std::vector<Command> questions;
  questions.emplace_back("TIME");
  questions.emplace_back("EXISTS", key);
  auto replies = co_await redis.pipeline(std::move(questions));
  co_return parse_time(redis::raise_if_error(std::move(replies.front())));
}

Timestamp parse_time(const Reply& reply) {
  const auto& parts = reply.array();
  return Timestamp(Milliseconds(parts.at(0).integer() * 1000 + parts.at(1).integer() / 1000));
}

boost::asio::awaitable<std::vector<std::string>> consumers(redis::Client& redis, std::string_view service) {
  const auto key = consumers_key(service);
  const auto since = co_await time_of(redis, key) - default_lease;
  const auto reply = co_await redis.call(Command("ZRANGE", key, since.time_since_epoch().count(), "+inf", "BYSCORE"));
  std::vector<std::string> names;
  for (const auto& name : reply.array()) names.push_back(name.text());
  co_return names;
}

}  // namespace souk::events
