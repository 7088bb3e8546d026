#include "events/relay.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

constexpr Milliseconds before_next_try{500};  // until a destination is tried again

}  // namespace

// Entries of one stream: the newest, for every destination, or those that one destination has missed.
struct Relay::Batch {
  Partition partition;
  const Source* source;
  std::string writer;
  std::vector<Entry> entries = {};
  std::optional<Partition> only = {};  // the destination
  std::vector<Undecodable> dead = {};
  std::vector<Partition> failed = {};  // destinations
};

struct Relay::Delivery {
  std::vector<std::pair<std::size_t, std::size_t>> from = {};  // of each entry: its batch, and its place there
  std::vector<Entry> entries = {};                             // their ids are their places here
  std::vector<Undecodable> undecodable = {};
};

Relay::Relay(boost::asio::any_io_executor executor, std::string service, std::vector<Source> sources,
             redis::Client& own, redis::TrackingClient& streams, Ownership& ownership, std::string lane,
             std::size_t batch, Milliseconds poll)
    : service_(std::move(service)),
      sources_(std::move(sources)),
      own_(own),
      ownership_(ownership),
      lane_(std::move(lane)),
      reader_(std::move(executor), streams, batch, poll),
      batch_(batch) {}

boost::asio::awaitable<std::size_t> Relay::pass() {
  auto batches = co_await read_behind();
  if (batches.empty()) batches = co_await read_new();
  std::size_t entries = 0;
  for (const auto& batch : batches) entries += batch.entries.size();
  if (!batches.empty()) {
    co_await deliver(batches);
    co_await store(batches);
  }
  co_return entries;
}

// How far we are in a stream; from the stored position when we have just claimed its partition. Null: we do not own it.
Relay::Progress* Relay::progress(Partition p, std::string_view writer, const Source& source) {
  auto* owned = ownership_.find(p, writer);
  if (owned == nullptr) return nullptr;
  auto& progress = progress_[{p, &source}];
  if (progress.writer != writer) {
    const auto& stored = owned->positions[source.stream];
    progress = {.writer = std::string(writer), .at = stored.id, .position = stored.id, .read = stored.read};
  }
  return &progress;
}

boost::asio::awaitable<std::vector<Relay::Batch>> Relay::read_new() {
  std::vector<StreamReader::Wanted> wanted;
  std::vector<std::vector<Batch>> streams;  // by the same places
  for (auto& [partition, owned] : ownership_.of(lane_)) {
    auto& read = wanted.emplace_back(partition);
    auto& batches = streams.emplace_back();
    for (const auto& source : sources_) {
      read.keys.push_back(redis::key(service_, partition, source.stream));
      read.ids.push_back(progress(partition, owned.writer, source)->at);
      batches.push_back({partition, &source, owned.writer});
    }
  }
  std::vector<Batch> batches;
  for (auto& found : co_await reader_.read(std::move(wanted))) {
    auto& batch = batches.emplace_back(std::move(streams.at(found.wanted).at(found.key)));
    batch.entries = std::move(found.entries);
  }
  co_return batches;
}

boost::asio::awaitable<std::vector<Relay::Batch>> Relay::read_behind() {
  std::vector<Batch> batches;
  if (SteadyClock::now() < next_try_) co_return batches;
  std::vector<redis::Command> reads;
  for (auto& [partition, owned] : ownership_.of(lane_)) {
    for (const auto& source : sources_) {
      for (const auto& [destination, last] : progress(partition, owned.writer, source)->behind) {
        batches.push_back({partition, &source, owned.writer, {}, destination});
        reads.push_back(
            redis::Command("XRANGE", redis::key(service_, partition, source.stream), "(" + last, "+", "COUNT", batch_));
      }
    }
  }
  if (batches.empty()) co_return batches;
  next_try_ = SteadyClock::now() + before_next_try;
  auto replies = co_await own_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < batches.size(); ++i) {
    batches[i].entries = parse_entries(redis::raise_if_error(std::move(replies[i])));
  }
  co_return batches;
}

// The entries by function and destination. New entries of a destination that is behind wait until it has caught up.
Relay::Deliveries Relay::sort(std::vector<Batch>& batches) {
  Deliveries deliveries;
  for (std::size_t b = 0; b < batches.size(); ++b) {
    auto& batch = batches[b];
    const auto* progress = this->progress(batch.partition, batch.writer, *batch.source);
    if (progress == nullptr) continue;
    for (std::size_t i = 0; i < batch.entries.size(); ++i) {
      const auto& entry = batch.entries[i];
      const auto to = batch.source->destination(entry.fields);
      if (!to && !batch.only) batch.dead.push_back({entry.id, to.error(), payload(entry.fields)});
      if (!to || (batch.only ? batch.only != *to : progress->behind.contains(*to))) continue;
      auto& delivery = deliveries[{batch.source, *to}];
      delivery.entries.push_back({std::to_string(delivery.from.size()), entry.fields});
      delivery.from.emplace_back(b, i);
    }
  }
  return deliveries;
}

boost::asio::awaitable<void> Relay::deliver(std::vector<Batch>& batches) {
  auto deliveries = sort(batches);
  std::vector<redis::Command> calls;
  for (auto& [to, delivery] : deliveries) {
    calls.push_back(make_relayed(*to.first, service_, to.second, delivery.entries, delivery.undecodable));
  }
  if (calls.empty()) co_return;
  std::vector<redis::Reply> replies;
  std::string away;
  try {
    replies = co_await own_.pipeline(std::move(calls));
  } catch (const Busy&) {  // nothing was sent
    throw;
  } catch (const Unavailable& failure) {  // of every destination, but not of what we read
    if (!own_.reaches(redis::key(service_, batches.front().partition, "lease"))) throw;
    away = failure.what();
  }
  const bool is_new = !batches.front().only;
  std::size_t i = 0;
  for (const auto& [to, delivery] : deliveries) {
    if (!away.empty() || replies[i].is_error()) {
      const auto& why = away.empty() ? replies[i].text() : away;
      if (is_new) {  // else it was said when the destination came to be behind
        log::warn("relay cannot reach a partition",
                  {{"stream", to.first->stream}, {"partition", std::to_string(to.second)}, {"why", why}});
      }
      for (const auto& [b, entry] : delivery.from) batches[b].failed.push_back(to.second);
    } else {
      delivered(batches, delivery, std::move(replies[i]));
    }
    ++i;
  }
}

// Notes the entries that had no effect.
void Relay::delivered(std::vector<Batch>& batches, const Delivery& delivery, redis::Reply reply) {
  const auto refuse = [&](std::string_view place, std::string reason) {
    const auto [b, i] = delivery.from.at(std::stoul(std::string(place)));
    const auto& entry = batches[b].entries[i];
    batches[b].dead.push_back({entry.id, std::move(reason), payload(entry.fields)});
  };
  for (const auto& letter : delivery.undecodable) refuse(letter.id, letter.reason);
  auto& refused = reply.array();
  for (std::size_t i = 0; i + 1 < refused.size(); i += 2) refuse(refused[i].text(), std::move(refused[i + 1].text()));
}

// While a destination is behind, the stored position stays, so that nothing is trimmed or forgotten which it has
// missed. A partition whose position was perhaps not stored is dropped: once it is claimed again, what is stored
// counts, and no dead letter is lost.
boost::asio::awaitable<void> Relay::store(std::vector<Batch>& batches) {
  std::vector<redis::Command> calls;
  std::vector<const Batch*> stored;
  for (auto& batch : batches) {
    auto* progress = this->progress(batch.partition, batch.writer, *batch.source);
    if (progress == nullptr) continue;
    const auto before = progress->at;
    if (batch.only) {
      if (!batch.failed.empty()) continue;
      if (batch.entries.size() < batch_) {
        progress->behind.erase(*batch.only);
      } else {
        progress->behind[*batch.only] = batch.entries.back().id;
        next_try_ = {};  // it works again, and there may be more
      }
    } else {
      for (const auto destination : batch.failed) progress->behind.try_emplace(destination, before);
      progress->at = batch.entries.back().id;
      progress->not_stored += static_cast<std::int64_t>(batch.entries.size());
    }
    const auto read = progress->behind.empty() ? std::exchange(progress->not_stored, 0) : 0;
    if (read == 0 && batch.dead.empty()) continue;
    calls.push_back(advance(batch, *progress, read));
    stored.push_back(&batch);
  }
  if (calls.empty()) co_return;
  std::vector<redis::Reply> replies;
  try {
    replies = co_await own_.pipeline(std::move(calls));
  } catch (const std::exception& failure) {
    for (const auto* batch : stored) ownership_.drop(batch->partition, failure.what());
    throw;
  }
  for (std::size_t i = 0; i < replies.size(); ++i) {
    if (replies[i].is_error()) {
      ownership_.drop(stored[i]->partition, replies[i].text());
    } else if (replies[i].integer() == 0) {
      ownership_.drop(stored[i]->partition, "a relay was refused: another consumer has claimed it");
    } else {
      was_stored(*stored[i]);
    }
  }
  for (auto& reply : replies) redis::raise_if_error(std::move(reply));
}

// From now on the position may be reported, and what is before it trimmed.
void Relay::was_stored(const Batch& batch) {
  const auto* progress = this->progress(batch.partition, batch.writer, *batch.source);
  if (progress == nullptr) return;
  auto& position = ownership_.find(batch.partition, batch.writer)->positions[batch.source->stream];
  position.id = progress->position;
  position.read = progress->read;
}

// The call that stores the position in Redis.
redis::Command Relay::advance(const Batch& batch, Progress& progress, std::int64_t read) const {
  const auto p = batch.partition;
  const auto& stream = batch.source->stream;
  if (progress.behind.empty()) progress.position = progress.at;
  progress.read += read;
  redis::Call call(service_ + "_advance_partition");
  call.key(redis::key(service_, p, "lease")).key(redis::key(service_, p, "positions"));
  call.key(redis::key(service_, p, stream + ":dead"));
  call.arg(batch.writer).arg(stream).arg(progress.position).arg(progress.read);
  for (const auto& letter : batch.dead) call.arg(letter.id).arg(letter.reason).arg(letter.payload);
  return call;
}

}  // namespace souk::events
