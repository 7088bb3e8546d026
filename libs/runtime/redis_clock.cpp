#include "runtime/redis_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "events/streams.hpp"

namespace souk::runtime {
namespace {

constexpr std::chrono::seconds read_every{5}, trusted_for{60};

}  // namespace

RedisClock::RedisClock(Process& process, redis::Client& redis) : redis_(redis), timer_(process.executor()) {}

Part RedisClock::part() {
  return {"clock of Redis", [this] { return run(); },
          [this] {
            stopping_ = true;
            timer_.cancel();
          }};
}

std::optional<Timestamp> RedisClock::now() const {
  const auto now = SteadyClock::now();
  if (!last_ || now - last_->at > trusted_for) return std::nullopt;
  return last_->time + std::chrono::duration_cast<Milliseconds>(now - last_->at);
}

boost::asio::awaitable<void> RedisClock::run() {
  while (!stopping_) {
    co_await read();
    timer_.expires_after(read_every);
    if (!stopping_) co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

// A slow answer says a time that has passed: then the time is a little early, and the clock opens nothing too soon.
boost::asio::awaitable<void> RedisClock::read() {
  try {
    const auto time = events::parse_time(co_await redis_.call(redis::Command("TIME")));
    last_ = Reading{time, SteadyClock::now()};
  } catch (const Unavailable&) {
    co_return;  // the last reading holds for a while
  }
}

}  // namespace souk::runtime
