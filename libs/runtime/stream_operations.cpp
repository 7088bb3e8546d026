#include "runtime/stream_operations.hpp"

#include <algorithm>
#include <set>

#include "base/log.hpp"
#include "rest/message.hpp"
#include "runtime/letter_scalars.hpp"
#include "runtime/redis_nodes.hpp"

namespace souk::runtime {
namespace {

using http::Request;
using http::Response;
using rest::awaitable;
using rest::problem;

constexpr std::size_t default_limit = 50;
constexpr std::size_t most_ids = 1000;

struct GroupProgress {
  std::string name;
  std::int64_t read;
  std::optional<std::int64_t> lag;
  std::optional<Timestamp> oldest_waiting;
};
BOOST_DESCRIBE_STRUCT(GroupProgress, (), (name, read, lag, oldest_waiting))

struct StreamProgress {
  std::string stream;
  std::int64_t length, added;
  std::vector<GroupProgress> groups;
  std::int64_t delay_ms;
};
BOOST_DESCRIBE_STRUCT(StreamProgress, (), (stream, length, added, groups, delay_ms))

struct PartitionOwner {
  std::int64_t partition;
  std::optional<std::string> owner;
  std::int64_t epoch;
  std::optional<Timestamp> since;
};
BOOST_DESCRIBE_STRUCT(PartitionOwner, (), (partition, owner, epoch, since))

struct LetterCount {
  std::string stream;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(LetterCount, (), (stream, count))

struct Operations {
  std::string service;
  Timestamp time;
  RequestTotals requests;
  std::vector<StreamProgress> streams;
  std::vector<PartitionOwner> partitions;
  std::vector<std::string> consumers;
  std::vector<LetterCount> dead_letters;
  std::vector<RedisNode> redis;
};
BOOST_DESCRIBE_STRUCT(Operations, (), (service, time, requests, streams, partitions, consumers, dead_letters, redis))

struct DeadLetter {
  std::string id, stream;
  std::int64_t partition;
  std::string entry, reason, payload;
  std::int64_t attempts;
  Timestamp at;
};
BOOST_DESCRIBE_STRUCT(DeadLetter, (), (id, stream, partition, entry, reason, payload, attempts, at))

struct LettersQuery {
  std::optional<std::string> stream;
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<events::LetterCursor> cursor;

  std::size_t size() const { return limit ? static_cast<std::size_t>(limit->value()) : default_limit; }
};
BOOST_DESCRIBE_STRUCT(LettersQuery, (), (stream, limit, cursor))

struct Retry {
  static constexpr std::array<std::string_view, 2> one_of = {"ids", "all"};
  std::string stream;
  std::optional<describe::List<events::LetterId, 1, most_ids>> ids;
  std::optional<Yes> all;
};
BOOST_DESCRIBE_STRUCT(Retry, (), (stream, ids, all))

struct Retried {
  std::int64_t retried, failed;
};
BOOST_DESCRIBE_STRUCT(Retried, (), (retried, failed))

// Adds a group of one partition to the same group of the others. If one lag is unknown to Redis, the sum is unknown.
void add(const events::Group& group, std::vector<GroupProgress>& groups) {
  auto sum = std::ranges::find(groups, group.name, &GroupProgress::name);
  if (sum == groups.end()) sum = groups.insert(sum, {group.name, 0, 0, std::nullopt});
  sum->read += group.read;
  sum->lag = sum->lag && group.lag ? std::optional(*sum->lag + *group.lag) : std::nullopt;
  const auto& oldest = group.oldest_waiting;
  if (oldest && (!sum->oldest_waiting || *oldest < *sum->oldest_waiting)) sum->oldest_waiting = oldest;
}

std::vector<StreamProgress> sums(const events::StreamNames& names, const std::map<std::string, Milliseconds>& delays,
                                 const std::vector<events::StreamState>& states) {
  std::vector<StreamProgress> streams;
  for (const auto& name : names.written) {
    const auto delay = delays.find(name);
    streams.push_back({name, 0, 0, {}, delay == delays.end() ? 0 : delay->second.count()});
  }
  for (const auto& state : states) {
    auto& sum = *std::ranges::find(streams, state.stream, &StreamProgress::stream);
    sum.length += state.length;
    sum.added += state.added;
    for (const auto& group : state.groups) add(group, sum.groups);
  }
  return streams;
}

std::vector<PartitionOwner> owners(const std::vector<events::Lease>& leases) {
  std::vector<PartitionOwner> owners;
  for (const auto& lease : leases) {
    auto& row = owners.emplace_back(lease.partition, std::nullopt, lease.epoch, std::nullopt);
    if (lease.owner.empty()) continue;
    row.owner = lease.owner;
    row.since = lease.since;
  }
  return owners;
}

std::vector<LetterCount> sums(const events::StreamNames& names, const std::vector<events::DeadLetters>& letters) {
  std::vector<LetterCount> counts;
  for (const auto& name : names.read) counts.push_back({name, 0});
  for (const auto& some : letters) std::ranges::find(counts, some.stream, &LetterCount::stream)->count += some.count;
  return counts;
}

DeadLetter shown(events::DeadLetter&& letter) {
  return {letter.id.text(),         std::move(letter.stream),
          letter.id.partition,      std::move(letter.entry),
          std::move(letter.reason), std::move(letter.payload),
          letter.attempts,          Timestamp(Milliseconds(events::order_of(letter.id.id).first))};
}

Response answer(events::LetterPage page, LettersQuery query) {
  std::vector<DeadLetter> letters;
  for (auto& letter : page.letters) letters.push_back(shown(std::move(letter)));
  auto response = rest::json(letters);
  if (!page.next) return response;
  query.limit = describe::Integer<1, 100>(static_cast<std::int64_t>(query.size()));
  query.cursor = std::move(page.next);
  return std::move(response).with("Link", rest::link_to_next("/operations/dead-letters", describe::to_fields(query)));
}

}  // namespace

StreamOperations::StreamOperations(redis::Client& redis, const RequestFigures& requests, events::StreamNames names,
                                   std::vector<events::Source> sources, std::map<std::string, Milliseconds> delays)
    : redis_(redis),
      requests_(requests),
      names_(std::move(names)),
      sources_(std::move(sources)),
      delays_(std::move(delays)) {}

void StreamOperations::add_routes(rest::Router& router) {
  using enum http::Method;
  router
      .add(get, "/operations", "Show the requests, the streams, their groups, who consumes them, and Redis", this,
           &StreamOperations::show)
      .guarded()
      .answers<Operations>();
  router.add(get, "/operations/dead-letters", "List dead letters, newest first", this, &StreamOperations::list_letters)
      .guarded()
      .costly()
      .takes_query<LettersQuery>()
      .among("stream", names_.read)
      .answers_many<DeadLetter>()
      .sends({"Link"});
  router
      .add(post, "/operations/dead-letters/retry", "Retry dead letters: some by their ids, or all of a stream", this,
           &StreamOperations::retry_letters)
      .guarded()
      .takes<Retry>()
      .among("stream", names_.read)
      .answers<Retried>();
}

awaitable<Response> StreamOperations::show(const Request&) {
  Operations all;
  all.service = names_.service;
  all.time = events::parse_time(co_await redis_.call(redis::Command("TIME")));
  all.requests = requests_.totals();
  all.streams = sums(names_, delays_, co_await events::stream_states(redis_, names_));
  const auto leases = co_await events::leases(redis_, names_);
  all.partitions = owners(leases);
  all.consumers = co_await consumers(leases);
  all.dead_letters = sums(names_, co_await events::dead_letters(redis_, names_));
  all.redis = co_await redis_nodes(redis_, names_.service, names_.partitions);
  co_return rest::json(all);
}

// While the primary that has their names is away: those that own a partition of another one.
awaitable<std::vector<std::string>> StreamOperations::consumers(const std::vector<events::Lease>& leases) {
  if (redis_.reaches(events::consumers_key(names_.service))) {
    co_return co_await events::consumers(redis_, names_.service);
  }
  std::set<std::string> owners;
  for (const auto& lease : leases) owners.insert(lease.owner);
  owners.erase("");
  co_return std::vector(owners.begin(), owners.end());
}

awaitable<Response> StreamOperations::list_letters(const Request& request) {
  auto query = rest::read_query<LettersQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  if (query->stream && !source_of(*query->stream)) co_return problem(unknown_stream("query"), request.id);
  auto page = co_await events::list_dead_letters(redis_, names_, query->stream, query->size(), query->cursor);
  co_return answer(std::move(page), std::move(*query));
}

awaitable<Response> StreamOperations::retry_letters(const Request& request) {
  auto wanted = rest::read_body<Retry>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  const auto* source = source_of(wanted->stream);
  if (!source) co_return problem(unknown_stream("body"), request.id);
  const auto count = co_await retry(*source, std::move(wanted->ids));
  log::info("dead letters retried", {{"stream", wanted->stream},
                                     {"retried", std::to_string(count.retried)},
                                     {"failed", std::to_string(count.failed)},
                                     {"request_id", request.id}});
  co_return rest::json(Retried{count.retried, count.failed});
}

awaitable<events::RetryCount> StreamOperations::retry(const events::Source& source,
                                                      std::optional<std::vector<events::LetterId>> ids) {
  if (ids) return events::retry_dead_letters(redis_, names_.service, source, std::move(*ids));
  return events::retry_all_dead_letters(redis_, names_.service, names_.partitions, source);
}

const events::Source* StreamOperations::source_of(std::string_view stream) const {
  const auto found = std::ranges::find_if(
      sources_, [&](const events::Source& source) { return source.stream == stream && !source.is_secondary(); });
  return found == sources_.end() ? nullptr : &*found;
}

Refusal StreamOperations::unknown_stream(std::string where) const {
  auto wrong = describe::not_among({names_.read.begin(), names_.read.end()});
  return not_valid({{{std::move(where), "stream"}, std::move(wrong.type), std::move(wrong.msg)}});
}

}  // namespace souk::runtime
