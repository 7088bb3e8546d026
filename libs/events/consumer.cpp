#include "events/consumer.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <ranges>
#include <set>
#include <utility>

#include "base/log.hpp"
#include "redis/keys.hpp"

namespace souk::events {

Consumer::Consumer(boost::asio::any_io_executor executor, ConsumerOptions options, redis::Client& own,
                   redis::Client& source, redis::TrackingClient& streams, redis::TrackingClient* own_streams)
    : executor_(executor),
      options_(std::move(options)),
      clients_{own, source, streams, own_streams},
      source_check_(options_.source, options_.partitions, options_.sources, source, streams),
      ownership_(own, options_.service, options_.name, options_.partitions, options_.lease,
                 [this](std::map<Partition, Owned>& claimed) { return check(claimed); }),
      ownership_loop_(executor, "ownership", options_.lease / 6, [this] { return keep_ownership(); }),
      all_ended_(executor, SteadyClock::time_point::max()) {}

awaitable<void> Consumer::run() {
  co_await ownership_loop_.run();
  co_await end_lanes();
  try {
    if (clients_.own.connected_to_any()) co_await ownership_.give_back();
  } catch (const Unavailable& away) {
    log::warn("partitions not given back, their leases run out", {{"why", away.what()}});
  }
}

void Consumer::stop() {
  stopping_ = true;
  ownership_loop_.stop();
  for (const auto& lane : lanes_ | std::views::values) lane->stop();
}

std::vector<std::string> Consumer::problems() const {
  std::vector<std::string> problems;
  if (!ownership_loop_.failure().empty()) problems.push_back("ownership: " + ownership_loop_.failure());
  for (const auto& lane : lanes_ | std::views::values) {
    std::ranges::move(lane->problems(), std::back_inserter(problems));
  }
  std::ranges::move(source_check_.problems(), std::back_inserter(problems));
  if (!ownership_.share()) {
    problems.push_back("has not claimed its partitions yet");
  } else if (*ownership_.share() > 0 && ownership_.owned().empty()) {
    problems.push_back("owns no partition");
  }
  return problems;
}

// Only a consumer that can read, and makes progress, is in the list of those alive. A partition that it has just
// claimed is read at once.
awaitable<void> Consumer::keep_ownership() {
  if (ownership_.owned().empty()) co_await source_check_.expect_readable();
  forget_moved();
  std::exception_ptr failure;
  try {
    if (!stuck()) co_await ownership_.tick();
  } catch (...) {  // at least one of several servers
    failure = std::current_exception();
  }
  end_needless_lanes();
  for (const auto& lane : lanes_ | std::views::values) lane->wake();
  if (failure) std::rethrow_exception(failure);
}

// True if it makes no progress at all, or none on a server that it reaches. Then others take its partitions.
bool Consumer::stuck() const {
  bool all = !ownership_.owned().empty();
  for (const auto& [partition, owned] : ownership_.owned()) {
    const auto lane = lanes_.find(server_of(partition));
    const bool is_stuck = lane != lanes_.end() && lane->second->stuck();
    if (is_stuck && reaches(partition)) return true;
    all = all && is_stuck;
  }
  return all;
}

bool Consumer::reaches(Partition p) const {
  return clients_.own.reaches(redis::key(options_.service, p, "")) &&
         clients_.source.reaches(redis::key(options_.source, p, ""));
}

awaitable<void> Consumer::check(std::map<Partition, Owned>& claimed) {
  co_await source_check_.drop_unsafe(claimed);
  for (auto& [partition, owned] : claimed) owned.lane = lane_at(server_of(partition));
}

// The keys of a partition share a slot, but the two services may have servers of their own.
std::string Consumer::server_of(Partition p) const {
  return clients_.source.server_of(redis::key(options_.source, p, "")) + ' ' +
         clients_.own.server_of(redis::key(options_.service, p, ""));
}

// What another server has now is claimed anew there: what its function holds is the position to read on from.
void Consumer::forget_moved() {
  std::vector<Partition> moved;
  for (const auto& [partition, owned] : ownership_.owned()) {
    const auto lane = lanes_.find(server_of(partition));
    if (lane == lanes_.end() || lane->second->name() != owned.lane) moved.push_back(partition);
  }
  for (const auto partition : moved) ownership_.forget(partition);
}

// The name of the lane of this server, which is started if need be. No two lanes of a consumer have the same: one that
// has ended may still be in a pass.
std::string Consumer::lane_at(const std::string& server) {
  auto& lane = lanes_[server];
  if (lane) return lane->name();
  lane = std::make_shared<Lane>(executor_, options_, clients_, ownership_, server + " #" + std::to_string(++started_));
  ++running_;
  boost::asio::co_spawn(executor_, lane->run(), [this, kept = lane](std::exception_ptr error) {
    if (--running_ == 0) all_ended_.cancel();
    if (error) std::rethrow_exception(error);
  });
  if (stopping_) lane->stop();
  return lane->name();
}

// Of servers that have no partition any more.
void Consumer::end_needless_lanes() {
  std::set<std::string> needed;
  for (Partition p = 0; p < options_.partitions; ++p) needed.insert(server_of(p));
  std::erase_if(lanes_, [&](const auto& it) {
    if (needed.contains(it.first)) return false;
    it.second->stop();
    return true;
  });
}

// The last report: what a lane has applied since its own.
awaitable<void> Consumer::end_lanes() {
  while (running_ > 0) co_await all_ended_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  for (const auto& lane : lanes_ | std::views::values) {
    try {
      if (clients_.source.connected_to_any()) co_await lane->report_progress();
    } catch (const std::exception& failure) {
      log::warn("progress not reported", {{"why", failure.what()}});
    }
  }
}

}  // namespace souk::events
