#include "payment/store/visitor_log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "base/partition.hpp"
#include "base/unavailable.hpp"
#include "contracts/events.hpp"
#include "payment/store/visits.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds write_every{500};
constexpr std::chrono::minutes forget_every{10};
constexpr std::size_t most_at_once = 1000;  // in one entry

redis::Call noting(Partition p, Milliseconds age, std::string_view lines) {
  redis::Call call("note_visitors");
  call.key(redis::key(contracts::payment, p, "visitors")).arg(age.count()).arg(lines);
  return call;
}

}  // namespace

VisitorLog::VisitorLog(boost::asio::any_io_executor executor, redis::Client& redis, unsigned partitions,
                       Milliseconds age)
    : redis_(redis), partitions_(partitions), age_(age), turn_(Ulid::next().low16()), timer_(executor) {}

void VisitorLog::note(const Visit& visit) {
  if (count_ == most_waiting) return;
  if (!last_is_open_) waiting_.emplace_back();
  auto& entry = waiting_.back();
  append_line(visit, entry.lines);
  ++count_;
  last_is_open_ = ++entry.visits < most_at_once;
}

void VisitorLog::stop() {
  stopping_ = true;
  timer_.cancel();
}

// Ends after what was noted before the stop is written, if Redis takes it.
awaitable<void> VisitorLog::run() {
  bool last = false;
  while (!last) {
    last = stopping_;
    try {
      co_await write();
      co_await forget_old();
    } catch (const Unavailable& down) {
      log::debug("visitors not written", {{"why", std::string(down.what())}});
    }
    timer_.expires_after(write_every);
    if (!last && !stopping_) co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

// In each partition in turn, so that all have about as many. When an answer is lost, they are written twice.
awaitable<void> VisitorLog::write() {
  last_is_open_ = false;
  for (auto entries = waiting_.size(); entries > 0; --entries) {
    co_await redis_.call(noting(turn_++ % partitions_, age_, waiting_.front().lines));
    count_ -= waiting_.front().visits;
    waiting_.pop_front();
  }
}

// Also while no order is placed.
awaitable<void> VisitorLog::forget_old() {
  if (SteadyClock::now() < forget_at_) co_return;
  std::vector<redis::Command> calls;
  for (Partition p = 0; p < partitions_; ++p) calls.push_back(noting(p, age_, ""));
  for (auto& reply : co_await redis_.pipeline(std::move(calls))) redis::raise_if_error(std::move(reply));
  forget_at_ = SteadyClock::now() + forget_every;
}

}  // namespace souk::payment
