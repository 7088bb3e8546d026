#include "events/source_check.hpp"

#include <ranges>

#include "events/streams.hpp"
#include "redis/keys.hpp"

namespace souk::events {

SourceCheck::SourceCheck(std::string service, unsigned partitions, const std::vector<Source>& sources,
                         redis::Client& redis, redis::TrackingClient& streams)
    : service_(std::move(service)), partitions_(partitions), redis_(redis), streams_(streams) {
  for (const auto& source : sources) {
    if (!source.own) sources_.push_back(&source);
  }
}

awaitable<void> SourceCheck::expect_readable() {
  if (sources_.empty()) co_return;
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) {
    auto& read = reads.emplace_back("XREAD", "COUNT", 1, "STREAMS");
    for (const auto* source : sources_) read.arg(redis::key(service_, p, source->stream));
    for (std::size_t i = 0; i < sources_.size(); ++i) read.arg("$");
  }
  for (auto& reply : redis::only_available(co_await streams_.pipeline(std::move(reads)))) {
    redis::raise_if_error(std::move(reply));
  }
}

awaitable<void> SourceCheck::drop_unsafe(std::map<Partition, Owned>& claimed) {
  std::vector<redis::Command> looks;
  std::vector<std::pair<Partition, const Source*>> streams;
  for (const auto& partition : claimed | std::views::keys) {
    refused_.erase(partition);
    for (const auto* source : sources_) {
      streams.emplace_back(partition, source);
      looks.push_back(redis::Command("XINFO", "STREAM", redis::key(service_, partition, source->stream)));
    }
  }
  auto replies = co_await redis_.pipeline(std::move(looks));
  for (std::size_t i = 0; i < streams.size(); ++i) {
    const auto& [partition, source] = streams[i];
    const auto owned = claimed.find(partition);
    if (owned == claimed.end()) continue;
    if (redis::is_unavailable(replies[i])) {
      refused_[partition] = {"redis: " + replies[i].text(), SteadyClock::now()};
      claimed.erase(owned);
      continue;
    }
    const auto last = last_entry_ever(std::move(replies[i]));
    const auto& position = owned->second.positions[source->position_name()];
    if (order_of(position.id) <= order_of(last)) continue;
    refused_[partition] = {service_ + "'s stream " + source->stream + " has lost entries that were applied here",
                           SteadyClock::now()};
    claimed.erase(owned);
  }
}

std::vector<std::string> SourceCheck::problems() const {
  std::vector<std::string> problems;
  for (const auto& [partition, refused] : refused_) {
    if (SteadyClock::now() - refused.seen > default_lease) continue;  // it is another consumer's now
    problems.push_back("partition " + std::to_string(partition) + " is not consumed: " + refused.why);
  }
  return problems;
}

}  // namespace souk::events
