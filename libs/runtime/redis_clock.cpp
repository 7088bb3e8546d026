#include "runtime/redis_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "events/streams.hpp"
#include "redis/keys.hpp"

namespace souk::runtime {
namespace {

constexpr std::chrono::seconds read_every{5}, trusted_for{60};

Timestamp after(Timestamp time, SteadyClock::duration passed) {
  return time + std::chrono::duration_cast<Milliseconds>(passed);
}

}  // namespace

RedisClock::RedisClock(Process& process, redis::Client& redis, std::string service, unsigned partitions)
    : redis_(redis), service_(std::move(service)), timer_(process.executor()), readings_(partitions) {}

Part RedisClock::part() {
  return {"clock of Redis", [this] { return run(); },
          [this] {
            stopping_ = true;
            timer_.cancel();
          }};
}

std::optional<TimeRange> RedisClock::now(Partition p) const {
  const auto& reading = readings_.at(p);
  const auto now = SteadyClock::now();
  if (!reading || now - reading->answered > trusted_for) return std::nullopt;
  // Each of the latest's parts was cut off to milliseconds.
  return TimeRange{after(reading->time, now - reading->answered),
                   after(reading->time, now - reading->asked) + Milliseconds(2)};
}

boost::asio::awaitable<void> RedisClock::run() {
  while (!stopping_) {
    try {
      co_await read();
    } catch (const Unavailable& error) {  // the last readings hold for a while
      log::debug("the clock of Redis was not read", {{"why", error.what()}});
    }
    timer_.expires_after(read_every);
    if (!stopping_) co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

// TIME has no key, so it goes where the next command goes: that reads nothing of a stream of the partition.
boost::asio::awaitable<void> RedisClock::read() {
  std::vector<redis::Command> looks;
  for (Partition p = 0; p < readings_.size(); ++p) {
    looks.push_back(redis::Command("TIME"));
    looks.push_back(redis::Command("XRANGE", redis::key(service_, p, "product_changed"), 0, 0));
  }
  const auto asked = SteadyClock::now();
  const auto replies = co_await redis_.pipeline(std::move(looks));
  const auto answered = SteadyClock::now();
  for (Partition p = 0; p < readings_.size(); ++p) {
    const auto& time = replies[2 * p];
    if (!redis::is_unavailable(time)) readings_[p] = Reading{events::parse_time(time), asked, answered};
  }
}

}  // namespace souk::runtime
