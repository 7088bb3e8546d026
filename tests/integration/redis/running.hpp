#pragma once

#include <gtest/gtest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "base/unavailable.hpp"
#include "redis/client.hpp"
#include "redis_server.hpp"

namespace souk::redis {

namespace asio = boost::asio;
using souk::testing::RedisServer;
using std::chrono::milliseconds;
using std::chrono::seconds;

// How long a test waits for what must happen: on a busy machine that may take long, so only what never happens takes
// longer.
constexpr seconds patience{60};

// Runs the loop until the body has ended; what else runs on it goes on only that long.
template <class Body>
void run(asio::io_context& io, Body&& body) {
  bool done = false;
  std::exception_ptr error;
  asio::co_spawn(io, body(), [&](std::exception_ptr thrown) {
    error = thrown;
    done = true;
  });
  const auto end = SteadyClock::now() + 4 * patience;
  while (!done && SteadyClock::now() < end) io.run_one_until(end);
  ASSERT_TRUE(done) << "the body did not end";
  if (error) std::rethrow_exception(error);
}

inline awaitable<void> sleep(milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::as_tuple(asio::deferred));
}

// False when patience has ended.
inline awaitable<bool> becomes_true(std::function<bool()> condition) {
  const auto end = SteadyClock::now() + patience;
  while (!condition()) {
    if (SteadyClock::now() > end) co_return false;
    co_await sleep(milliseconds(2));
  }
  co_return true;
}

// The message of the Unavailable that the call ends with; "answered" when it is answered.
inline awaitable<std::string> failure_of(awaitable<Reply> call) {
  try {
    co_await std::move(call);
  } catch (const Unavailable& unavailable) {
    co_return unavailable.what();
  }
  co_return "answered";
}

// Started now, looked at later.
struct Started {
  std::optional<Reply> reply;
  std::exception_ptr error;
  bool done() const { return reply || error; }
  std::string failure() const {
    if (!error) return reply ? "answered" : "under way";
    try {
      std::rethrow_exception(error);
    } catch (const Unavailable& unavailable) {
      return unavailable.what();
    }
  }
};

inline std::shared_ptr<Started> start(asio::io_context& io, awaitable<Reply> call) {
  auto started = std::make_shared<Started>();
  asio::co_spawn(io, std::move(call), [started](std::exception_ptr error, Reply reply) {
    if (error) {
      started->error = error;
    } else {
      started->reply = std::move(reply);
    }
  });
  return started;
}

inline Options options_for(const std::string& url) {
  return {.url = Url::parse(url).value(),
          .name = "test",
          .least_backoff = milliseconds(5),
          .most_backoff = milliseconds(50)};
}

inline Options options_for(const RedisServer& server) {
  return options_for(server.url());
}

}  // namespace souk::redis
