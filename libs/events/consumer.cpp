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
constexpr Milliseconds least_after_due{20};  // between two looks at delayed streams, of which the first found something
constexpr Milliseconds most_look{250};       // a partition claimed meanwhile is looked at after at most this
constexpr Milliseconds after_failure{500};
constexpr Milliseconds clock_tolerance{1000};  // entries may come while we look

// How long entries gather before the next read: the longer, the more came. An entry among 25 of its partition costs
// Redis a third of one alone, an order among twice as many a tenth less again (its product is written once for
// several), and at a rate at which that matters nobody notices 50 ms.
Milliseconds gathering_after(std::size_t entries) {
  return std::clamp(Milliseconds(entries / 4), Milliseconds(5), Milliseconds(50));
}

}  // namespace

struct Consumer::Batch {
  Partition partition;
  const Source* source;
  std::int64_t epoch;
  std::vector<Entry> entries = {};
};

Consumer::Consumer(boost::asio::any_io_executor executor, ConsumerOptions options, redis::Client& own,
                   redis::Client& source, redis::Client& blocking)
    : options_(std::move(options)),
      own_(own),
      source_(source),
      blocking_(blocking),
      ownership_(own, options_.service, options_.name, options_.partitions, options_.lease),
      stopped_(executor, SteadyClock::time_point::max()),
      ownership_loop_{"ownership", &Consumer::keep_ownership, options_.lease / 6},
      reading_{"reading", &Consumer::read_streams, Milliseconds(0)},
      delayed_reading_{"delayed reading", &Consumer::read_delayed, Milliseconds(0)},
      reporting_{"progress", &Consumer::report_progress, Milliseconds(200)},
      trimming_{"trimming", &Consumer::trim, Milliseconds(5000)} {}

awaitable<void> Consumer::run() {
  using namespace boost::asio::experimental::awaitable_operators;
  co_await (repeat(ownership_loop_) && repeat(reading_) && repeat(delayed_reading_) && repeat(reporting_) &&
            repeat(trimming_));
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
}

// A pass again and again, whatever happens to it: an outage is told once, when it begins and when it ends.
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

std::array<const Consumer::Loop*, 5> Consumer::loops() const {
  return {&ownership_loop_, &reading_, &delayed_reading_, &reporting_, &trimming_};
}

std::vector<std::string> Consumer::problems() const {
  std::vector<std::string> problems;
  for (const auto* loop : loops()) {
    if (!loop->failure.empty()) problems.push_back(std::string(loop->name) + ": " + loop->failure);
  }
  if (stuck()) problems.push_back("has read nothing for a while");
  if (!ownership_.share()) {
    problems.push_back("has not claimed its partitions yet");
  } else if (*ownership_.share() > 0 && ownership_.owned().empty()) {
    problems.push_back("owns no partition");
  }
  return problems;
}

bool Consumer::stuck() const {
  return SteadyClock::now() - std::min(reading_.succeeded, delayed_reading_.succeeded) > options_.lease;
}

// Only a consumer that gets on with its reading stays in the list of those alive.
awaitable<void> Consumer::keep_ownership() {
  if (!stuck()) co_await ownership_.tick();
}

awaitable<void> Consumer::read_streams() {
  std::vector<Batch> streams;
  std::vector<std::string> keys, ids;
  for (auto& [partition, owned] : ownership_.owned()) {
    for (const auto& source : options_.sources) {
      if (source.delay > Milliseconds(0)) continue;
      streams.push_back({partition, &source, owned.epoch});
      keys.push_back(source_key(partition, source.stream));
      ids.push_back(owned.positions[source.position_name()].id);
    }
  }
  if (streams.empty()) co_return co_await pause(without_partitions);

  redis::Command read("XREAD", "COUNT", options_.batch, "BLOCK", options_.block.count(), "STREAMS");
  for (const auto& key : keys) read.arg(key);
  for (const auto& id : ids) read.arg(id);
  auto reply = co_await blocking_.call(std::move(read));
  if (reply.is_nil()) co_return;

  // Answered in the order in which they were asked for; a stream may be there twice.
  std::vector<Batch> batches;
  bool more = false;
  std::size_t entries = 0;
  auto key = keys.begin();
  for (auto& element : reply.array()) {
    key = std::find(key, keys.end(), element.array().at(0).text());
    auto& batch = streams.at(static_cast<std::size_t>(key++ - keys.begin()));
    batch.entries = parse_entries(std::move(element.array().at(1)));
    more |= batch.entries.size() == options_.batch;
    entries += batch.entries.size();
    batches.push_back(std::move(batch));
  }
  co_await apply(std::move(batches));
  if (!more) co_await pause(gathering_after(entries));
}

// Delayed streams are their own queue: an entry is due when Redis' clock passes its id by the delay, and what is behind
// it is due later. An empty stream can have nothing due before now + delay.
awaitable<void> Consumer::read_delayed() {
  co_await pause(until_next_look_);
  until_next_look_ = most_look;
  const auto now = co_await time_of(source_);
  auto streams = due_streams(now);
  if (streams.empty()) co_return;

  std::vector<redis::Command> reads;
  for (const auto& stream : streams) reads.push_back(read_due(stream, now));
  auto replies = co_await source_.pipeline(std::move(reads));

  std::vector<Batch> batches, emptied;
  std::size_t entries = 0;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    streams[i].entries = parse_entries(redis::raise_if_error(std::move(replies[i])));
    entries += streams[i].entries.size();
    if (streams[i].entries.size() < options_.batch)
      emptied.push_back({streams[i].partition, streams[i].source, streams[i].epoch});
    if (!streams[i].entries.empty()) batches.push_back(std::move(streams[i]));
  }
  const bool more = emptied.size() < streams.size();
  until_next_look_ = more ? Milliseconds(0) : std::max(gathering_after(entries), least_after_due);
  co_await apply(std::move(batches));
  co_await look_ahead(std::move(emptied), now);
}

redis::Command Consumer::read_due(const Batch& stream, Timestamp now) {
  const auto* at = position(stream);
  const auto due = std::to_string((now - stream.source->delay).time_since_epoch().count());
  return redis::Command("XRANGE", source_key(stream.partition, stream.source->stream), "(" + at->id,
                        at->ahead.empty() ? due : at->ahead, "COUNT", options_.batch);
}

// The delayed streams that may have something due; the others say how long the next pass may wait.
std::vector<Consumer::Batch> Consumer::due_streams(Timestamp now) {
  std::vector<Batch> streams;
  for (auto& [partition, owned] : ownership_.owned()) {
    for (const auto& source : options_.sources) {
      if (source.delay == Milliseconds(0)) continue;
      const auto wait = owned.positions[source.position_name()].next_look - now;
      if (wait <= Milliseconds(0) || wait > source.delay) {  // more than the delay: the clock was set back
        streams.push_back({partition, &source, owned.epoch});
      } else {
        until_next_look_ = std::min(until_next_look_, wait);
      }
    }
  }
  return streams;
}

// Streams with nothing more due: when is their next entry?
awaitable<void> Consumer::look_ahead(std::vector<Batch> streams, Timestamp now) {
  std::erase_if(streams, [&](const auto& stream) { return position(stream) == nullptr; });
  if (streams.empty()) co_return;
  std::vector<redis::Command> reads;
  for (const auto& stream : streams) {
    reads.push_back(redis::Command("XRANGE", source_key(stream.partition, stream.source->stream),
                                   "(" + position(stream)->id, "+", "COUNT", 1));
  }
  auto replies = co_await source_.pipeline(std::move(reads));
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

// Its next entry was added while Redis' clock was ahead of what it is now, so its id does not tell when it is due: the
// delay of all that is there now counts from now.
awaitable<void> Consumer::wait_from_now(Batch stream, Timestamp now) {
  log::warn("the clock of Redis was set back", {{"stream", source_key(stream.partition, stream.source->stream)}});
  auto last = parse_entries(co_await source_.call(
      redis::Command("XREVRANGE", source_key(stream.partition, stream.source->stream), "+", "-", "COUNT", 1)));
  auto* at = position(stream);
  if (at == nullptr || last.empty()) co_return;
  at->ahead = std::move(last.front().id);
  at->next_look = now + stream.source->delay;
}

// One call a batch, all sent together. A batch whose outcome is unknown is sent again by the next pass: the function
// skips what it has had.
awaitable<void> Consumer::apply(std::vector<Batch> batches) {
  if (batches.empty()) co_return;
  std::vector<redis::Command> calls;
  for (const auto& batch : batches) {
    calls.push_back(make_batch(*batch.source, options_.service, batch.partition, batch.epoch, batch.entries));
  }
  auto replies = co_await own_.pipeline(std::move(calls));
  std::exception_ptr failure;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    try {
      auto reply = redis::raise_if_error(std::move(replies[i]));
      if (reply.kind() == redis::Reply::Kind::status) {
        if (position(batches[i]) == nullptr) continue;  // of an epoch that is over for us, too
        ownership_.drop(batches[i].partition, "a batch was refused: another consumer has claimed it");
      } else if (auto* at = position(batches[i])) {
        at->id = std::move(reply.array().at(0).text());
        at->read = reply.array().at(1).integer();
      }
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

// The groups are set to our positions, so that XINFO GROUPS and the trimmer see true progress.
awaitable<void> Consumer::report_progress() {
  std::vector<redis::Command> calls;
  std::vector<std::pair<Batch, std::string>> streams;
  for (auto& [partition, owned] : ownership_.owned()) {
    for (const auto& source : options_.sources) {
      if (source.is_second()) continue;
      auto& at = owned.positions[source.stream];
      if (at.reported == at.id) continue;
      const auto key = source_key(partition, source.stream);
      const auto* verb = at.reported.empty() ? "CREATE" : "SETID";
      redis::Command call("XGROUP", verb, key, options_.group, at.id);
      if (at.reported.empty()) call.arg("MKSTREAM");
      calls.push_back(call.arg("ENTRIESREAD").arg(at.read));
      streams.push_back({{partition, &source, owned.epoch}, at.id});
    }
  }
  if (calls.empty()) co_return;
  auto replies = co_await source_.pipeline(std::move(calls));
  for (std::size_t i = 0; i < replies.size(); ++i) {
    reported(streams[i].first, std::move(streams[i].second), std::move(replies[i]));
  }
}

// What a group was set to, or what is to be done about it in the next pass.
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

// Entries that every group has behind it go, by whole nodes of the stream: some of the newest of them stay for people
// to see. Where the group that must read a stream is missing, nothing goes.
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
  auto* owned = ownership_.find(batch.partition, batch.epoch);
  return owned == nullptr ? nullptr : &owned->positions[batch.source->position_name()];
}

std::string Consumer::source_key(Partition p, std::string_view stream) const {
  return redis::key(options_.source, p, stream);
}

}  // namespace souk::events
