#include "events/lane.hpp"

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <map>
#include <ranges>

#include "base/log.hpp"
#include "events/streams.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

constexpr Milliseconds without_partitions{20};
// Between two passes over delayed streams, when the first found something: what has waited for seconds can wait to be
// one of many.
constexpr Milliseconds least_after_due{100};
constexpr Milliseconds most_look{250};         // a partition that was claimed meanwhile waits no longer than this
constexpr Milliseconds clock_tolerance{1000};  // entries may be added during a pass
constexpr Milliseconds between_reports{200};   // of progress
constexpr Milliseconds between_trims{5000};

// How long entries gather before the next read: longer when more came. In a batch of 25, an entry costs Redis a third
// of its cost alone; a batch of 50 saves another tenth. The first order after a quiet time never waits.
Milliseconds gathering_after(std::size_t entries) {
  return std::clamp(Milliseconds(entries / 4), Milliseconds(10), Milliseconds(50));
}

}  // namespace

struct Lane::Batch {
  Partition partition;
  const Source* source;
  std::string writer;
  std::vector<Entry> entries = {};
};

Lane::Lane(boost::asio::any_io_executor executor, const ConsumerOptions& options, ConsumerClients clients,
           Ownership& ownership, std::string name)
    : options_(options),
      own_(clients.own),
      source_(clients.source),
      ownership_(ownership),
      name_(std::move(name)),
      reader_(executor, clients.streams, options_.batch, options_.poll),
      reading_(executor, "reading", Milliseconds(0), [this] { return read_streams(); }),
      delayed_reading_(executor, "delayed reading", Milliseconds(0), [this] { return read_delayed(); }),
      relaying_(executor, "relay", Milliseconds(0), [this] { return relay(); }),
      reporting_(executor, "progress", between_reports, [this] { return report_progress(); }),
      trimming_(executor, "trimming", between_trims, [this] { return trim(); }) {
  std::vector<Source> relayed;
  std::ranges::copy_if(options_.sources, std::back_inserter(relayed), &Source::is_relayed);
  if (relayed.empty()) return;
  relay_.emplace(executor, options_.service, std::move(relayed), own_, *clients.own_streams, ownership_, name_,
                 options_.batch, options_.poll);
}

awaitable<void> Lane::run() {
  using namespace boost::asio::experimental::awaitable_operators;
  co_await (reading_.run() && delayed_reading_.run() && relaying_.run() && reporting_.run() && trimming_.run());
}

void Lane::stop() {
  for (auto* loop : {&reading_, &delayed_reading_, &relaying_, &reporting_, &trimming_}) loop->stop();
  wake();
}

void Lane::wake() {
  reader_.wake();
  if (relay_) relay_->wake();
}

std::vector<std::string> Lane::problems() const {
  std::map<std::string, std::string> names;  // of the loops, by what failed
  for (const auto* loop : {&reading_, &delayed_reading_, &relaying_, &reporting_, &trimming_}) {
    if (loop->failure().empty()) continue;
    auto& together = names[loop->failure()];
    (together += together.empty() ? "" : ", ") += loop->name();
  }
  std::vector<std::string> problems;
  for (const auto& [failure, together] : names) problems.push_back(std::string(together).append(": ").append(failure));
  if (stuck()) problems.push_back("has read nothing for a while");
  return problems;
}

bool Lane::stuck() const {
  const auto last = std::min({reading_.succeeded(), delayed_reading_.succeeded(), relaying_.succeeded()});
  return SteadyClock::now() - last > options_.lease;
}

awaitable<void> Lane::read_streams() {
  std::vector<StreamReader::Wanted> wanted;
  std::vector<std::vector<Batch>> streams;  // by the same places
  for (auto& [partition, owned] : ownership_.of(name_)) {
    auto& read = wanted.emplace_back(partition);
    auto& batches = streams.emplace_back();
    for (const auto& source : options_.sources) {
      if (source.own || source.delay > Milliseconds(0)) continue;
      batches.push_back({partition, &source, owned.writer});
      read.keys.push_back(source_key(batches.back()));
      read.ids.push_back(owned.positions[source.position_name()].id);
    }
  }
  const bool only_delayed = !wanted.empty() && wanted.front().keys.empty();
  if (wanted.empty() || only_delayed) co_return co_await reading_.pause(without_partitions);

  std::vector<Batch> batches;
  bool more = false;
  std::size_t entries = 0;
  for (auto& found : co_await reader_.read(std::move(wanted))) {
    auto& batch = streams.at(found.wanted).at(found.key);
    batch.entries = std::move(found.entries);
    more |= batch.entries.size() == options_.batch;
    entries += batch.entries.size();
    batches.push_back(std::move(batch));
  }
  if (batches.empty()) co_return;
  co_await apply(std::move(batches));
  if (!more) co_await reading_.pause(gathering_after(entries));
}

awaitable<void> Lane::relay() {
  if (!relay_ || ownership_.of(name_).empty()) co_return co_await relaying_.pause(without_partitions);
  const auto entries = co_await relay_->pass();
  if (entries > 0) co_await relaying_.pause(gathering_after(entries));
}

awaitable<void> Lane::read_delayed() {
  co_await delayed_reading_.pause(until_next_look_);
  until_next_look_ = most_look;
  for (auto* redis : {&source_, &own_}) {
    const auto is_read = [&](const Source& source) {
      return source.delay > Milliseconds(0) && &redis_of(source) == redis;
    };
    if (!std::ranges::any_of(options_.sources, is_read)) continue;
    until_next_look_ = std::min(until_next_look_, co_await read_due(*redis));
  }
}

// Delayed streams are their own queue: an entry is due when Redis' clock passes its id by the delay, and entries after
// it are due later. An empty stream can have nothing due before now + delay. Returns how long nothing needs to be read.
awaitable<Milliseconds> Lane::read_due(redis::Client& redis) {
  auto some = ownership_.of(name_);
  if (some.empty()) co_return most_look;
  const auto now = co_await time_of(redis, redis::key(options_.service, some.begin()->first, "lease"));
  auto [streams, next_look] = due_streams(redis, now);
  if (streams.empty()) co_return next_look;

  std::vector<redis::Command> reads;
  for (const auto& stream : streams) reads.push_back(read_due(stream, now));
  auto replies = co_await redis.pipeline(std::move(reads));

  std::vector<Batch> batches, emptied;
  std::size_t entries = 0;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    streams[i].entries = parse_entries(redis::raise_if_error(std::move(replies[i])));
    entries += streams[i].entries.size();
    if (streams[i].entries.size() < options_.batch)
      emptied.push_back({streams[i].partition, streams[i].source, streams[i].writer});
    if (!streams[i].entries.empty()) batches.push_back(std::move(streams[i]));
  }
  const bool more = emptied.size() < streams.size();
  co_await apply(std::move(batches));
  co_await look_ahead(std::move(emptied), now);
  co_return more ? Milliseconds(0) : std::max(gathering_after(entries), least_after_due);
}

redis::Command Lane::read_due(const Batch& stream, Timestamp now) {
  const auto* at = position(stream);
  const auto due = std::to_string((now - stream.source->delay).time_since_epoch().count());
  return redis::Command("XRANGE", source_key(stream), "(" + at->id, at->ahead.empty() ? due : at->ahead, "COUNT",
                        options_.batch);
}

// The delayed streams that may have something due. The others limit how long the next pass may wait.
std::pair<std::vector<Lane::Batch>, Milliseconds> Lane::due_streams(const redis::Client& redis, Timestamp now) {
  std::pair<std::vector<Batch>, Milliseconds> due({}, most_look);
  for (auto& [partition, owned] : ownership_.of(name_)) {
    for (const auto& source : options_.sources) {
      if (source.delay == Milliseconds(0) || &redis_of(source) != &redis) continue;
      const auto wait = owned.positions[source.position_name()].next_look - now;
      if (wait <= Milliseconds(0) || wait > source.delay) {  // more than the delay: the clock was set back
        due.first.push_back({partition, &source, owned.writer});
      } else {
        due.second = std::min(due.second, wait);
      }
    }
  }
  return due;
}

// Streams with nothing more due: when is their next entry?
awaitable<void> Lane::look_ahead(std::vector<Batch> streams, Timestamp now) {
  std::erase_if(streams, [&](const auto& stream) { return position(stream) == nullptr; });
  if (streams.empty()) co_return;
  std::vector<redis::Command> reads;
  for (const auto& stream : streams) {
    reads.push_back(redis::Command("XRANGE", source_key(stream), "(" + position(stream)->id, "+", "COUNT", 1));
  }
  auto replies = co_await redis_of(*streams.front().source).pipeline(std::move(reads));
  for (std::size_t i = 0; i < streams.size(); ++i) {
    const auto next = parse_entries(redis::raise_if_error(std::move(replies[i])));
    const auto added = next.empty() ? now : Timestamp(Milliseconds(order_of(next.front().id).first));
    if (auto* at = position(streams[i])) {
      at->ahead.clear();
      at->next_look = std::min(added, now) + streams[i].source->delay;
    }
    if (added > now + clock_tolerance) co_await wait_from_now(std::move(streams[i]), now);
  }
}

// The clock of Redis was set back after the next entry was added, so its id does not show when it is due. The delay of
// all entries that are there now counts from now.
awaitable<void> Lane::wait_from_now(Batch stream, Timestamp now) {
  log::warn("the clock of Redis was set back", {{"stream", source_key(stream)}});
  auto last = parse_entries(
      co_await redis_of(*stream.source).call(redis::Command("XREVRANGE", source_key(stream), "+", "-", "COUNT", 1)));
  auto* at = position(stream);
  if (at == nullptr || last.empty()) co_return;
  at->ahead = std::move(last.front().id);
  at->next_look = now + stream.source->delay;
}

// One call a batch, all sent together. When their outcome is unknown their partitions are claimed anew: what the
// function holds then is the position to read on from, also where a failover has undone the batch.
awaitable<void> Lane::apply(std::vector<Batch> batches) {
  if (batches.empty()) co_return;
  std::vector<redis::Command> calls;
  for (const auto& batch : batches) {
    calls.push_back(make_batch(*batch.source, options_.service, batch.partition, batch.writer, batch.entries));
  }
  std::vector<redis::Reply> replies;
  try {
    replies = co_await own_.pipeline(std::move(calls));
  } catch (const Busy&) {  // not sent
    throw;
  } catch (const Unavailable&) {
    for (const auto& batch : batches) ownership_.forget(batch.partition);
    throw;
  }
  std::exception_ptr failure;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    try {
      auto reply = redis::raise_if_error(std::move(replies[i]));
      if (reply.kind() == redis::Reply::Kind::status) {
        if (position(batches[i]) == nullptr) continue;  // we have claimed it anew already
        ownership_.drop(batches[i].partition, "a batch was refused: another consumer has claimed it");
      } else if (auto* at = position(batches[i])) {
        at->id = std::move(reply.array().at(0).text());
        at->read = reply.array().at(1).integer();
      }
    } catch (const Unavailable&) {  // of one primary of a cluster, so the others' outcomes are known
      ownership_.forget(batches[i].partition);
      failure = std::current_exception();
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

awaitable<void> Lane::report_progress() {
  co_await report_progress(source_);
  co_await report_progress(own_);
}

awaitable<void> Lane::report_progress(redis::Client& redis) {
  std::vector<redis::Command> calls;
  std::vector<std::pair<Batch, std::string>> streams;
  for (auto& [partition, owned] : ownership_.of(name_)) {
    for (const auto& source : options_.sources) {
      if (source.is_secondary() || &redis_of(source) != &redis) continue;
      auto& at = owned.positions[source.stream];
      if (at.reported == at.id) continue;
      const Batch stream{partition, &source, owned.writer};
      const auto key = source_key(stream);
      const auto* verb = at.reported.empty() ? "CREATE" : "SETID";
      redis::Command call("XGROUP", verb, key, options_.group, at.id);
      if (at.reported.empty()) call.arg("MKSTREAM");
      calls.push_back(call.arg("ENTRIESREAD").arg(at.read));
      streams.emplace_back(stream, at.id);
    }
  }
  if (calls.empty()) co_return;
  auto replies = co_await redis.pipeline(std::move(calls));
  for (std::size_t i = 0; i < replies.size(); ++i) {
    reported(streams[i].first, std::move(streams[i].second), std::move(replies[i]));
  }
}

// Remembers what a group was set to, or what the next pass has to do about it.
void Lane::reported(const Batch& stream, std::string id, redis::Reply reply) {
  auto* at = position(stream);
  if (at == nullptr) return;
  if (!reply.is_error()) {
    at->reported = std::move(id);
  } else if (reply.text().starts_with("BUSYGROUP")) {
    at->reported = "0-0";  // it was there, at an older position
  } else {
    if (!at->reported.empty()) log::warn("group not set", {{"stream", stream.source->stream}, {"why", reply.text()}});
    at->reported.clear();  // the group or the stream is gone: create it again
  }
}

// Deletes the entries that every group has read, by whole nodes of the stream, so that some of the newest stay for
// people to see. Where the group that must read a stream is missing, nothing is deleted.
awaitable<void> Lane::trim() {
  std::vector<redis::Command> infos, trims;
  std::vector<std::string> keys;
  for (const auto& partition : ownership_.of(name_) | std::views::keys) {
    for (const auto& outgoing : options_.outgoing) {
      keys.push_back(redis::key(options_.service, partition, outgoing.stream));
      infos.push_back(redis::Command("XINFO", "GROUPS", keys.back()));
    }
  }
  if (infos.empty()) co_return;
  auto replies = co_await own_.pipeline(std::move(infos));
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const auto& group = options_.outgoing[i % options_.outgoing.size()].group;
    const auto groups = parse_groups(std::move(replies[i]));
    if (std::ranges::none_of(groups, [&](const Group& g) { return g.name == group; })) continue;
    const auto last = std::ranges::min(groups, {}, [](const Group& g) { return order_of(g.position); });
    trims.push_back(redis::Command("XTRIM", keys[i], "MINID", "~", last.position));
  }
  if (trims.empty()) co_return;
  for (auto& trimmed : co_await own_.pipeline(std::move(trims))) redis::raise_if_error(std::move(trimmed));
}

Position* Lane::position(const Batch& batch) {
  auto* owned = ownership_.find(batch.partition, batch.writer);
  return owned == nullptr ? nullptr : &owned->positions[batch.source->position_name()];
}

std::string Lane::source_key(const Batch& batch) const {
  const auto& service = batch.source->own ? options_.service : options_.source;
  return redis::key(service, batch.partition, batch.source->stream);
}

}  // namespace souk::events
