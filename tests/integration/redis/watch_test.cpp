#include "redis/watch.hpp"

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "running.hpp"

namespace souk::redis {
namespace {

using Cache = NearCache<std::string>;
using Value = Cache::Value;

constexpr milliseconds pause{100};

Value rendered(Reply reply) {
  const auto pairs = reply.pairs();
  return pairs.empty() ? nullptr : std::make_shared<const std::string>(pairs.front().second);
}

// The changes that one watcher received.
struct Changes {
  std::vector<std::pair<std::size_t, Value>> changes;
  std::vector<SteadyClock::time_point> times;

  std::string last() const {
    if (changes.empty()) return "no change yet";
    return changes.back().second ? *changes.back().second : "nothing";
  }
};

awaitable<void> listen(Watcher<std::string> watcher, Changes& notified) {
  for (;;) {
    const auto change = co_await watcher.next();
    notified.changes.emplace_back(change.which, change.value);
    notified.times.push_back(SteadyClock::now());
  }
}

struct RedisWatch : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};
  Client admin{io.get_executor(), options_for(server)};
  Cache cache{io.get_executor(), named("cache"), 100, rendered};
  Watch<std::string> watch{io.get_executor(), cache, pause};

  Options named(std::string name) const {
    auto options = options_for(server);
    options.name = std::move(name);
    return options;
  }

  // Watches until the signal is emitted, if one is given.
  void start_watcher(Changes& notified, std::vector<std::string> keys, asio::cancellation_signal* leave = nullptr) {
    const auto ended = [](std::exception_ptr) {};
    if (leave) {
      asio::co_spawn(io, listen(watch.watch(std::move(keys)), notified),
                     asio::bind_cancellation_slot(leave->slot(), ended));
    } else {
      asio::co_spawn(io, listen(watch.watch(std::move(keys)), notified), ended);
    }
  }

  awaitable<void> set(std::string key, std::string value) { co_await admin.call(Command("HSET", key, "v", value)); }

  // Until Redis tracks, all that was read is read once more.
  awaitable<void> tracking() {
    const auto end = SteadyClock::now() + patience;
    for (Value value; !cache.peek("warm", value) && SteadyClock::now() < end; co_await sleep(milliseconds(2))) {
      co_await cache.get("warm");
    }
  }

  awaitable<bool> shows(const Changes& notified, std::string value) {
    co_return co_await becomes_true([&] { return notified.last() == value; });
  }

  awaitable<long> reads() {
    const auto info = co_await admin.call(Command("INFO", "commandstats"));
    const std::string_view text = info.text(), name = "cmdstat_hgetall:calls=";
    const auto at = text.find(name);
    co_return at == text.npos ? 0 : std::stol(std::string(text.substr(at + name.size())));
  }

  awaitable<void> kill_connection(std::string name) {
    const auto list = co_await admin.call(Command("CLIENT", "LIST"));
    const std::string_view text = list.text();
    const auto line = text.rfind("id=", text.find(" name=" + name + " "));
    co_await admin.call(Command("CLIENT", "KILL", "ID", std::stoll(std::string(text.substr(line + 3)))));
  }
};

TEST_F(RedisWatch, tells_at_first_how_each_key_is_and_then_every_change) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("a", "1");
    start_watcher(notified, {"a", "none"});
    EXPECT_TRUE(co_await becomes_true([&] { return notified.changes.size() == 2; }));
    EXPECT_EQ(notified.changes[0].first, 0U);
    EXPECT_EQ(*notified.changes[0].second, "1");
    EXPECT_EQ(notified.changes[1].first, 1U);
    EXPECT_EQ(notified.changes[1].second, nullptr);
    for (const std::string value : {"2", "3", "4"}) {
      co_await set("a", value);
      EXPECT_TRUE(co_await shows(notified, value));
    }
    co_await set("none", "now there");
    EXPECT_TRUE(co_await shows(notified, "now there"));
    co_await admin.call(Command("DEL", "a"));
    EXPECT_TRUE(co_await shows(notified, "nothing"));
    EXPECT_EQ(notified.changes.size(), 7U);
  });
}

TEST_F(RedisWatch, a_thousand_watchers_of_one_key_cost_one_read_a_change) {
  constexpr int watchers = 1000, changes = 5;
  std::vector<Changes> notified(watchers);
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "0");
    const auto before = co_await reads();
    for (auto& one : notified) start_watcher(one, {"k"});
    EXPECT_TRUE(
        co_await becomes_true([&] { return std::ranges::all_of(notified, [](auto& t) { return t.last() == "0"; }); }));
    EXPECT_EQ(co_await reads(), before + 1);
    for (int i = 1; i <= changes; ++i) {
      co_await set("k", std::to_string(i));
      EXPECT_TRUE(co_await becomes_true(
          [&] { return std::ranges::all_of(notified, [i](auto& t) { return t.last() == std::to_string(i); }); }));
    }
    EXPECT_EQ(co_await reads(), before + 1 + changes);
    for (const auto& one : notified)
      EXPECT_EQ(one.changes.back().second, notified.front().changes.back().second) << "one copy";
    EXPECT_EQ(watch.size(), 1U);
  });
}

TEST_F(RedisWatch, a_first_change_shows_at_once_and_those_that_follow_are_gathered) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "0");
    start_watcher(notified, {"k"});
    EXPECT_TRUE(co_await shows(notified, "0"));
    co_await sleep(pause * 2);
    const auto before = co_await reads();
    const auto begun = SteadyClock::now();
    co_await set("k", "first");
    EXPECT_TRUE(co_await shows(notified, "first"));
    EXPECT_LT(SteadyClock::now() - begun, pause) << "it waited for nothing";
    int written = 0;
    for (; SteadyClock::now() - begun < pause * 5; ++written) co_await set("k", std::to_string(written));
    EXPECT_TRUE(co_await shows(notified, std::to_string(written - 1)));
    const auto took = SteadyClock::now() - begun;
    EXPECT_GT(written, 20);
    EXPECT_LE(co_await reads() - before, took / pause + 2);
    for (std::size_t i = 2; i < notified.times.size(); ++i) {
      EXPECT_GE(notified.times[i] - notified.times[i - 1], pause / 2) << "an answer may be late, but a read not early";
    }
  });
}

TEST_F(RedisWatch, a_write_that_changes_nothing_is_not_told) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "1");
    start_watcher(notified, {"k"});
    EXPECT_TRUE(co_await shows(notified, "1"));
    const auto before = co_await reads();
    co_await set("k", "1");
    while (co_await reads() == before) co_await sleep(milliseconds(5));
    co_await sleep(milliseconds(20));
    EXPECT_EQ(notified.changes.size(), 1U);
  });
}

TEST_F(RedisWatch, who_joins_later_is_told_what_is_known_without_a_read) {
  Changes first, second;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "1");
    start_watcher(first, {"k"});
    EXPECT_TRUE(co_await shows(first, "1"));
    const auto before = co_await reads();
    start_watcher(second, {"k", "k"});
    EXPECT_TRUE(co_await becomes_true([&] { return second.changes.size() == 2; }));
    EXPECT_EQ(co_await reads(), before);
  });
}

TEST_F(RedisWatch, a_key_is_forgotten_with_its_last_watcher) {
  Changes first, second;
  asio::cancellation_signal leave_first, leave_second;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    start_watcher(first, {"k", "other"}, &leave_first);
    start_watcher(second, {"k"}, &leave_second);
    EXPECT_TRUE(co_await becomes_true([&] { return first.changes.size() == 2 && second.changes.size() == 1; }));
    EXPECT_EQ(watch.size(), 2U);
    leave_first.emit(asio::cancellation_type::terminal);
    EXPECT_TRUE(co_await becomes_true([&] { return watch.size() == 1; }));
    co_await set("k", "1");
    EXPECT_TRUE(co_await shows(second, "1"));
    leave_second.emit(asio::cancellation_type::terminal);
    EXPECT_TRUE(co_await becomes_true([&] { return watch.size() == 0; }));
    const auto before = co_await reads();
    co_await set("k", "2");
    co_await sleep(pause);
    EXPECT_EQ(co_await reads(), before) << "nobody wants to know";
  });
}

TEST_F(RedisWatch, who_leaves_during_a_read_is_not_told) {
  Changes notified;
  asio::cancellation_signal leave;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    server.pause();
    start_watcher(notified, {"k"}, &leave);
    co_await sleep(milliseconds(20));
    leave.emit(asio::cancellation_type::terminal);
    co_await sleep(milliseconds(5));
    server.resume();
    EXPECT_TRUE(co_await becomes_true([&] { return watch.size() == 0; }));
    EXPECT_TRUE(notified.changes.empty());
  });
}

TEST_F(RedisWatch, a_change_shows_although_one_of_its_connections_was_lost_before) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "0");
    start_watcher(notified, {"k"});
    EXPECT_TRUE(co_await shows(notified, "0"));
    int round = 0;
    for (const std::string name : {"cache", "cache:invalidations", "cache", "cache:invalidations"}) {
      co_await kill_connection(name);
      co_await set("k", std::to_string(++round));  // before it is back
      EXPECT_TRUE(co_await shows(notified, std::to_string(round))) << name;
      co_await tracking();
      co_await set("k", "again " + std::to_string(round));
      EXPECT_TRUE(co_await shows(notified, "again " + std::to_string(round))) << name;
      EXPECT_TRUE(co_await becomes_true([&] { return cache.size() > 0; }));
    }
    EXPECT_EQ(notified.changes.size(), 9U) << "nothing twice";
  });
}

TEST_F(RedisWatch, a_kill_of_redis_misses_nothing) {
  std::vector<Changes> notified(50);
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    for (std::size_t i = 0; i < notified.size(); ++i) {
      co_await set("k" + std::to_string(i), "before");
      start_watcher(notified[i], {"k" + std::to_string(i)});
    }
    for (const auto& one : notified) EXPECT_TRUE(co_await shows(one, "before"));
    server.kill();
    co_await sleep(milliseconds(50));
    Changes late;
    start_watcher(late, {"k0"});
    EXPECT_TRUE(co_await shows(late, "before")) << "what is known is notified meanwhile";
    server.start();
    for (std::size_t i = 0; i < notified.size(); ++i) co_await set("k" + std::to_string(i), "after");
    for (const auto& one : notified) EXPECT_TRUE(co_await shows(one, "after"));
    for (const auto& one : notified) EXPECT_EQ(one.changes.size(), 2U);
  });
}

TEST_F(RedisWatch, who_comes_while_redis_is_away_is_told_when_it_is_back) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    server.kill();
    co_await sleep(milliseconds(50));
    start_watcher(notified, {"k"});
    co_await sleep(milliseconds(300));
    EXPECT_TRUE(notified.changes.empty());
    server.start();
    EXPECT_TRUE(co_await shows(notified, "1"));
  });
}

TEST_F(RedisWatch, a_flushed_database_shows) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    co_await set("k", "1");
    start_watcher(notified, {"k"});
    EXPECT_TRUE(co_await shows(notified, "1"));
    co_await admin.call(Command("FLUSHALL"));
    EXPECT_TRUE(co_await shows(notified, "nothing"));
  });
}

TEST_F(RedisWatch, a_watcher_may_outlive_its_watch) {
  Changes notified;
  run(io, [&]() -> awaitable<void> {
    co_await tracking();
    Cache other(io.get_executor(), named("other"), 10, rendered);
    auto brief = std::make_unique<Watch<std::string>>(io.get_executor(), other, pause);
    auto watcher = brief->watch({"k"});
    EXPECT_EQ((co_await watcher.next()).value, nullptr);
    brief.reset();
    co_await set("k", "1");
    co_await sleep(milliseconds(20));
  });
}

}  // namespace
}  // namespace souk::redis
