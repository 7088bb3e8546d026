#include "redis/tracking_client.hpp"

#include <gmock/gmock.h>

#include "running.hpp"

namespace souk::redis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Tracking : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};
  Client admin{io.get_executor(), options_for(server)};
  std::vector<std::string> reports;
  TrackingClient redis{io.get_executor(), named("reads")};
  std::shared_ptr<const TrackingClient::Listener> listening =
      redis.listen({.changed = [this](const std::string& key) { reports.push_back(key); },
                    .all_changed = [this] { reports.emplace_back("all"); },
                    .lost = [this] { reports.emplace_back("lost"); }});

  Options named(std::string name) const {
    auto options = options_for(server);
    options.name = std::move(name);
    return options;
  }

  awaitable<void> begin() {
    EXPECT_TRUE(co_await becomes_true([&] { return redis.tracking(); }));
    reports.clear();
  }

  // Reports come in order, so all that are due before that of this key have come.
  awaitable<void> all_reports() {
    co_await redis.call(Command("GET", "last"));
    co_await admin.call(Command("SET", "last", "x"));
    EXPECT_TRUE(co_await becomes_true([&] { return !reports.empty() && reports.back() == "last"; }));
    reports.pop_back();
  }

  awaitable<void> kill_connection(std::string name) {
    const auto list = co_await admin.call(Command("CLIENT", "LIST"));
    const std::string_view text = list.text();
    const auto line = text.rfind("id=", text.find(" name=" + name + " "));
    co_await admin.call(Command("CLIENT", "KILL", "ID", std::stoll(std::string(text.substr(line + 3)))));
  }
};

TEST_F(Tracking, reports_a_key_that_was_read_once_until_it_is_read_again) {
  run(io, [&]() -> awaitable<void> {
    co_await begin();
    co_await redis.call(Command("GET", "k"));
    co_await admin.call(Command("SET", "k", "1"));
    co_await admin.call(Command("SET", "k", "2"));
    co_await admin.call(Command("SET", "not read", "1"));
    co_await all_reports();
    EXPECT_THAT(reports, ElementsAre("k"));
    co_await redis.call(Command("GET", "k"));
    co_await admin.call(Command("SET", "k", "3"));
    co_await all_reports();
    EXPECT_THAT(reports, ElementsAre("k", "k"));
  });
}

TEST_F(Tracking, reports_a_stream_that_did_not_exist_when_it_was_read) {
  run(io, [&]() -> awaitable<void> {
    co_await begin();
    const auto reply = co_await redis.call(Command("XREAD", "STREAMS", "news", "0-0"));
    EXPECT_TRUE(reply.is_nil());
    co_await admin.call(Command("XADD", "news", "*", "what", "new"));
    co_await all_reports();
    EXPECT_THAT(reports, ElementsAre("news"));
  });
}

TEST_F(Tracking, reports_all_when_the_database_is_flushed) {
  run(io, [&]() -> awaitable<void> {
    co_await begin();
    co_await admin.call(Command("FLUSHALL"));
    co_await all_reports();
    EXPECT_THAT(reports, ElementsAre("all"));
  });
}

TEST_F(Tracking, reports_the_loss_of_either_connection_and_all_when_it_tracks_again) {
  run(io, [&]() -> awaitable<void> {
    for (const std::string name : {"reads", "reads:invalidations"}) {
      co_await begin();
      co_await kill_connection(name);
      EXPECT_TRUE(co_await becomes_true([&] { return reports.size() == 2; }));
      EXPECT_THAT(reports, ElementsAre("lost", "all")) << name;
      EXPECT_TRUE(redis.tracking());
      co_await redis.call(Command("GET", "k"));
      co_await admin.call(Command("SET", "k", name));
      EXPECT_TRUE(co_await becomes_true([&] { return reports.size() == 3; }));
      EXPECT_EQ(reports.back(), "k") << name;
    }
  });
}

TEST_F(Tracking, reports_nothing_after_it_was_stopped) {
  run(io, [&]() -> awaitable<void> {
    co_await begin();
    co_await redis.call(Command("GET", "k"));
    redis.stop();
    EXPECT_FALSE(redis.tracking());
    co_await admin.call(Command("SET", "k", "1"));
    co_await sleep(milliseconds(50));
    EXPECT_THAT(reports, IsEmpty());
  });
  admin.stop();
  io.run();
}

}  // namespace
}  // namespace souk::redis
