#include "events/stream_reader.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace souk::events {

StreamReader::StreamReader(boost::asio::any_io_executor executor, redis::TrackingClient& redis, std::size_t count,
                           Milliseconds poll)
    : redis_(redis),
      count_(count),
      poll_(poll),
      wake_(executor),
      listening_(redis_.listen({.changed = [this](const std::string& key) { changed(key); },
                                .all_changed = [this] { all_changed(); },
                                .lost = [this] { wake(); }})) {}

boost::asio::awaitable<std::vector<StreamReader::Found>> StreamReader::read(std::vector<Wanted> wanted) {
  if (SteadyClock::now() >= next_poll_) {
    next_poll_ = SteadyClock::now() + poll_;
    all_changed();
  }
  const bool tracked = !std::exchange(busy_, false);
  std::vector<std::size_t> reads;
  std::vector<redis::Command> commands;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (tracked && !may_have_entries(wanted[i])) continue;
    reads.push_back(i);
    commands.push_back(begin_read(wanted[i], tracked));
  }
  std::vector<Found> found;
  if (reads.empty()) {
    co_await wait();
    co_return found;
  }
  try {
    auto replies =
        co_await (tracked ? redis_.pipeline(std::move(commands)) : redis_.pipeline_untracked(std::move(commands)));
    for (std::size_t i = 0; i < reads.size(); ++i) {
      end_read(reads[i], wanted[reads[i]], redis::raise_if_error(std::move(replies[i])), found);
    }
  } catch (...) {
    all_changed();
    throw;
  }
  std::size_t entries = 0;
  for (const auto& some : found) entries += some.entries.size();
  busy_ = entries >= many;
  co_return found;
}

void StreamReader::wake() {
  wake_.cancel();
}

boost::asio::awaitable<void> StreamReader::wait() {
  wake_.expires_at(next_poll_);
  co_await wake_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

// Other ids than those that the last read left: the partition was claimed anew, or its entries were not applied.
bool StreamReader::may_have_entries(const Wanted& wanted) const {
  const auto state = states_.find(wanted.partition);
  return state == states_.end() || state->second.changed || state->second.ids != wanted.ids;
}

// A report that comes after a tracked read has begun counts, since the read may have been before the change. A read
// that is not tracked asks for no report, so a reported partition stays marked until a tracked read.
redis::Command StreamReader::begin_read(const Wanted& wanted, bool tracked) {
  auto& state = states_[wanted.partition];
  if (tracked) state.changed = false;
  state.ids = wanted.ids;
  redis::Command read("XREAD", "COUNT", count_, "STREAMS");
  for (const auto& key : wanted.keys) {
    partitions_.try_emplace(key, wanted.partition);
    read.arg(key);
  }
  for (const auto& id : wanted.ids) read.arg(id);
  return read;
}

// Redis answers in the order of the keys, without those that have nothing; a key may be there twice.
void StreamReader::end_read(std::size_t which, const Wanted& wanted, redis::Reply reply, std::vector<Found>& found) {
  if (reply.is_nil()) return;
  auto& state = states_[wanted.partition];
  auto key = wanted.keys.begin();
  for (auto& element : reply.array()) {
    key = std::find(key, wanted.keys.end(), element.array().at(0).text());
    const auto place = static_cast<std::size_t>(key++ - wanted.keys.begin());
    auto entries = parse_entries(std::move(element.array().at(1)));
    if (entries.empty()) continue;
    state.changed |= entries.size() == count_;
    state.ids.at(place) = entries.back().id;
    found.push_back({which, place, std::move(entries)});
  }
}

void StreamReader::changed(const std::string& key) {
  const auto partition = partitions_.find(key);
  if (partition == partitions_.end()) return;
  states_[partition->second].changed = true;
  wake();
}

void StreamReader::all_changed() {
  for (auto& [partition, state] : states_) state.changed = true;
  wake();
}

}  // namespace souk::events
