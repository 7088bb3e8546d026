#include "events/tail.hpp"

#include <gmock/gmock.h>

#include "redis/running.hpp"

namespace souk::events {
namespace {

using redis::awaitable;
using redis::Command;

struct Tails : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), redis::options_for(server)};
  redis::TrackingClient streams{io.get_executor(), redis::options_for(server)};
  std::vector<std::string> entries;
  std::vector<bool> following;
  bool ended = false;
  Tail tail{streams,
            io.get_executor(),
            {"news"},
            {.entry = [this](const Fields& fields) { entries.push_back(fields.at(0).second); },
             .following = [this](bool complete) { following.push_back(complete); }},
            std::chrono::hours(1)};  // no poll: what comes is reported

  awaitable<void> begin() {
    boost::asio::co_spawn(io, tail.run(), [this](std::exception_ptr) { ended = true; });
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !following.empty(); }));
  }
  awaitable<void> end() {
    tail.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return ended; }));
  }
  awaitable<void> add(std::string what) { co_await client.call(Command("XADD", "news", "*", "what", what)); }
};

TEST_F(Tails, tell_what_comes_and_nothing_of_before) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await add("old");
    co_await begin();
    co_await add("new");
    EXPECT_TRUE(co_await redis::becomes_true([&] { return entries.size() == 1; }));
    EXPECT_EQ(entries.front(), "new");
    co_await end();
  });
}

TEST_F(Tails, say_that_entries_may_have_been_missed_when_the_stream_was_trimmed_under_them) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await add("old");
    co_await begin();
    std::vector<Command> at_once = {Command("MULTI")};
    for (int i = 0; i < 5; ++i) at_once.push_back(Command("XADD", "news", "MAXLEN", 2, "*", "what", "many"));
    at_once.push_back(Command("EXEC"));
    co_await client.pipeline(std::move(at_once));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return following == std::vector{true, false, true}; }));
    co_await end();
  });
}

TEST_F(Tails, say_so_when_redis_was_away_and_go_on) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin();
    server.restart();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return following.size() >= 3 && following.back(); }));
    EXPECT_FALSE(following.at(1));
    co_await add("new");
    EXPECT_TRUE(co_await redis::becomes_true([&] { return entries.size() == 1; }));
    co_await end();
  });
}

}  // namespace
}  // namespace souk::events
