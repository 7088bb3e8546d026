#include "events/consumer.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>
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
constexpr Milliseconds most_look{250};  // a partition that was claimed meanwhile waits no longer than this
constexpr Milliseconds after_failure{500};
constexpr Milliseconds clock_tolerance{1000};  // entries may be added during a pass

// How long entries gather before the next read: longer when more came. In a batch of 25, an entry costs Redis a third
// of its cost alone; a batch of 50 saves another tenth. The first order after a quiet time never waits.
Milliseconds gathering_after(std::size_t entries) {
  return std::clamp(Milliseconds(entries / 4), Milliseconds(10), Milliseconds(50));
}

}  // namespace

struct Consumer::Batch {
  Partition partition;
  const Source* source;
  std::string writer;
  std::vector<Entry> entries = {};
};

Consumer::Consumer(boost::asio::any_io_executor executor, ConsumerOptions options, redis::Client& own,
                   redis::Client& source, redis::TrackingClient& streams, redis::TrackingClient* own_streams)
    : options_(std::move(options)),
      own_(own),
      source_(source),
      reader_(executor, streams, options_.batch, options_.poll),
      admission_(options_.source, options_.sources, source, streams),
      ownership_(own, options_.service, options_.name, options_.partitions, options_.lease,
                 [this](std::map<Partition, Owned>& claimed) { return admission_.admit(claimed); }),
      stopped_(executor, SteadyClock::time_point::max()),
      ownership_loop_{"ownership", &Consumer::keep_ownership, options_.lease / 6},
      reading_{"reading", &Consumer::read_streams, Milliseconds(0)},
      delayed_reading_{"delayed reading", &Consumer::read_delayed, Milliseconds(0)},
      relaying_{"relay", &Consumer::relay, Milliseconds(0)},
      reporting_{"progress", &Consumer::report_progress, Milliseconds(200)},
      trimming_{"trimming", &Consumer::trim, Milliseconds(5000)} {
  std::vector<Source> relayed;
  std::ranges::copy_if(options_.sources, std::back_inserter(relayed), &Source::is_relayed);
  if (relayed.empty()) return;
  relay_.emplace(executor, options_.service, std::move(relayed), own, *own_streams, ownership_, options_.batch,
                 options_.poll);
}

awaitable<void> Consumer::run() {
  using namespace boost::asio::experimental::awaitable_operators;
  co_await (repeat(ownership_loop_) && repeat(reading_) && repeat(delayed_reading_) && repeat(relaying_) &&
            repeat(reporting_) && repeat(trimming_));
  try {
    if (source_.connected()) co_await report_progress();
  } catch (const std::exception& failure) {
    log::warn("progress not reported", {{"why", failure.what()}});
  }
  try {
    if (own_.connected()) co_await ownership_.give_back();
  } catch (const Unavailable& away) {
    log::warn("partitions not given back, their leases run out", {{"why", away.what()}});
  }
}

void Consumer::stop() {
  stopping_ = true;
  stopped_.cancel();
  reader_.wake();
  if (relay_) relay_->wake();
}

// A pass again and again, also after failures. An outage is logged twice: when it begins and when it ends.
awaitable<void> Consumer::repeat(Loop& loop) {
  while (!stopping_) {
    std::string failure;
    try {
      co_await (this->*loop.pass)();
      loop.succeeded = SteadyClock::now();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (failure.empty() != loop.failure.empty()) {
      if (failure.empty()) {
        log::info("consumer resumed", {{"loop", std::string(loop.name)}});
      } else {
        log::warn("consumer interrupted", {{"loop", std::string(loop.name)}, {"why", failure}});
      }
    }
    loop.failure = failure;
    co_await pause(failure.empty() ? loop.period : after_failure);
  }
}

awaitable<void> Consumer::pause(Milliseconds time) {
  using namespace boost::asio::experimental::awaitable_operators;
  if (stopping_ || time == Milliseconds(0)) co_return;
  boost::asio::steady_timer timer(stopped_.get_executor(), time);
  constexpr auto quietly = boost::asio::as_tuple(boost::asio::use_awaitable);
  co_await (timer.async_wait(quietly) || stopped_.async_wait(quietly));
}

std::vector<const Consumer::Loop*> Consumer::loops() const {
  return {&ownership_loop_, &reading_, &delayed_reading_, &relaying_, &reporting_, &trimming_};
}

std::vector<std::string> Consumer::problems() const {
  std::vector<std::string> problems;
  for (const auto* loop : loops()) {
    if (!loop->failure.empty()) problems.push_back(std::string(loop->name) + ": " + loop->failure);
  }
  if (stuck()) problems.push_back("has read nothing for a while");
  std::ranges::move(admission_.problems(), std::back_inserter(problems));
  if (!ownership_.share()) {
    problems.push_back("has not claimed its partitions yet");
  } else if (*ownership_.share() > 0 && ownership_.owned().empty()) {
    problems.push_back("owns no partition");
  }
  return problems;
}

bool Consumer::stuck() const {
  const auto last = std::min({reading_.succeeded, delayed_reading_.succeeded, relaying_.succeeded});
  return SteadyClock::now() - last > options_.lease;
}

// Only a consumer that can read, and gets on with it, is in the list of those alive. A partition that it has just
// claimed is read at once.
awaitable<void> Consumer::keep_ownership() {
  if (ownership_.owned().empty()) co_await admission_.expect_readable();
  if (!stuck()) co_await ownership_.tick();
  reader_.wake();
  if (relay_) relay_->wake();
}

awaitable<void> Consumer::read_streams() {
  std::vector<StreamReader::Wanted> wanted;
  std::vector<std::vector<Batch>> streams;  // by the same places
  for (auto& [partition, owned] : ownership_.owned()) {
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
  if (wanted.empty() || only_delayed) co_return co_await pause(without_partitions);

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
  if (!more) co_await pause(gathering_after(entries));
}

awaitable<void> Consumer::relay() {
  if (!relay_ || ownership_.owned().empty()) co_return co_await pause(without_partitions);
  const auto entries = co_await relay_->pass();
  if (entries > 0) co_await pause(gathering_after(entries));
}

awaitable<void> Consumer::read_delayed() {
  co_await pause(until_next_look_);
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
awaitable<Milliseconds> Consumer::read_due(redis::Client& redis) {
  const auto now = co_await time_of(redis);
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

redis::Command Consumer::read_due(const Batch& stream, Timestamp now) {
  const auto* at = position(stream);
  const auto due = std::to_string((now - stream.source->delay).time_since_epoch().count());
  return redis::Command("XRANGE", source_key(stream), "(" + at->id, at->ahead.empty() ? due : at->ahead, "COUNT",
                        options_.batch);
}

// The delayed streams that may have something due. The others limit how long the next pass may wait.
std::pair<std::vector<Consumer::Batch>, Milliseconds> Consumer::due_streams(const redis::Client& redis, Timestamp now) {
  std::pair<std::vector<Batch>, Milliseconds> due({}, most_look);
  for (auto& [partition, owned] : ownership_.owned()) {
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
awaitable<void> Consumer::look_ahead(std::vector<Batch> streams, Timestamp now) {
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
awaitable<void> Consumer::wait_from_now(Batch stream, Timestamp now) {
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
awaitable<void> Consumer::apply(std::vector<Batch> batches) {
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

// The groups are set to our positions, so that XINFO GROUPS and the trimmer see true progress.
awaitable<void> Consumer::report_progress() {
  co_await report_progress(source_);
  co_await report_progress(own_);
}

awaitable<void> Consumer::report_progress(redis::Client& redis) {
  std::vector<redis::Command> calls;
  std::vector<std::pair<Batch, std::string>> streams;
  for (auto& [partition, owned] : ownership_.owned()) {
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
void Consumer::reported(const Batch& stream, std::string id, redis::Reply reply) {
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
awaitable<void> Consumer::trim() {
  std::vector<redis::Command> infos, trims;
  std::vector<std::string> keys;
  for (const auto& partition : ownership_.owned() | std::views::keys) {
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

Position* Consumer::position(const Batch& batch) {
  auto* owned = ownership_.find(batch.partition, batch.writer);
  return owned == nullptr ? nullptr : &owned->positions[batch.source->position_name()];
}

std::string Consumer::source_key(const Batch& batch) const {
  const auto& service = batch.source->own ? options_.service : options_.source;
  return redis::key(service, batch.partition, batch.source->stream);
}

}  // namespace souk::events
