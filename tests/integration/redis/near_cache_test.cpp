#include "redis/near_cache.hpp"

#include <gmock/gmock.h>

#include "base/log.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using Cache = NearCache<std::string>;
using Value = Cache::Value;

// Null: no such key; otherwise the value of its field "v".
Value rendered(Reply reply) {
  const auto pairs = reply.pairs();
  return pairs.empty() ? nullptr : std::make_shared<const std::string>(pairs.front().second);
}

struct RedisNearCache : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};
  Client admin{io.get_executor(), options_for(server)};

  Options options(milliseconds deadline = seconds(2)) const {
    auto with = options_for(server);
    with.name = "cache";
    with.deadline = deadline;
    return with;
  }

  std::unique_ptr<Cache> cache_of(std::size_t capacity) {
    return std::make_unique<Cache>(io.get_executor(), options(), capacity, rendered);
  }

  awaitable<void> set(std::string key, std::string value) { co_await admin.call(Command("HSET", key, "v", value)); }

  // How often Redis has read a hash since it was started.
  awaitable<long> reads() {
    const auto info = co_await admin.call(Command("INFO", "commandstats"));
    const std::string_view text = info.text(), name = "cmdstat_hgetall:calls=";
    const auto at = text.find(name);
    co_return at == text.npos ? 0 : std::stol(std::string(text.substr(at + name.size())));
  }

  // A cache keeps nothing until both connections are up and Redis tracks.
  awaitable<bool> keeps(Cache& cache, std::string key) {
    const auto end = SteadyClock::now() + patience;
    for (Value value; SteadyClock::now() < end; co_await sleep(milliseconds(2))) {
      co_await cache.get(key);
      if (cache.peek(key, value)) co_return true;
    }
    co_return false;
  }

  awaitable<bool> drops(Cache& cache, std::string key) {
    co_return co_await becomes_true([&] {
      Value value;
      return !cache.peek(key, value);
    });
  }

  // The ids of the cache's two connections, by their names.
  awaitable<std::int64_t> id_of(std::string name) {
    const auto list = co_await admin.call(Command("CLIENT", "LIST"));
    const std::string_view text = list.text();
    const auto at = text.find(" name=" + name + " ");
    const auto line = text.rfind("id=", at);
    co_return std::stoll(std::string(text.substr(line + 3)));
  }
};

awaitable<std::string> text_of(Cache& cache, std::string key) {
  const auto value = co_await cache.get(key);
  co_return value ? *value : "nothing";
}

TEST_F(RedisNearCache, a_second_get_does_not_ask_redis) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    const auto before = co_await reads();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(co_await text_of(*cache, "k"), "1");
    EXPECT_EQ(co_await reads(), before);
    EXPECT_EQ(cache->size(), 1U);
  });
}

TEST_F(RedisNearCache, a_key_that_is_absent_is_kept_as_absent_until_it_appears) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    const auto before = co_await reads();
    EXPECT_EQ(co_await text_of(*cache, "k"), "nothing");
    EXPECT_EQ(co_await reads(), before);
    co_await set("k", "1");
    EXPECT_TRUE(co_await drops(*cache, "k"));
    EXPECT_EQ(co_await text_of(*cache, "k"), "1");
  });
}

TEST_F(RedisNearCache, a_change_by_another_client_shows) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    co_await set("other", "1");
    EXPECT_TRUE(co_await keeps(*cache, "other"));
    for (int i = 2; i < 20; ++i) {
      EXPECT_TRUE(co_await keeps(*cache, "k"));
      co_await set("k", std::to_string(i));
      EXPECT_TRUE(co_await drops(*cache, "k"));
      EXPECT_EQ(co_await text_of(*cache, "k"), std::to_string(i));
    }
    Value value;
    EXPECT_TRUE(cache->peek("other", value)) << "another key's change must not drop it";
    co_await admin.call(Command("DEL", "k"));
    EXPECT_TRUE(co_await drops(*cache, "k"));
    EXPECT_EQ(co_await text_of(*cache, "k"), "nothing");
  });
}

TEST_F(RedisNearCache, a_change_by_a_function_shows) {
  auto with_library = options_for(server);
  with_library.library = FunctionLibrary::of(
      "shop", {"redis.register_function('sell', function(keys) return redis.call('HINCRBY', keys[1], 'v', -1) end)"});
  Client shop(io.get_executor(), with_library);
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "5");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    co_await shop.call(Call("sell").key("k"));
    EXPECT_TRUE(co_await drops(*cache, "k"));
    EXPECT_EQ(co_await text_of(*cache, "k"), "4");
  });
}

TEST_F(RedisNearCache, flushing_the_database_empties_it) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    for (const std::string key : {"a", "b", "c"}) {
      co_await set(key, "1");
      EXPECT_TRUE(co_await keeps(*cache, key));
    }
    co_await admin.call(Command("FLUSHALL"));
    EXPECT_TRUE(co_await becomes_true([&] { return cache->size() == 0; }));
    EXPECT_EQ(co_await text_of(*cache, "a"), "nothing");
    co_await set("a", "2");
    EXPECT_TRUE(co_await keeps(*cache, "a")) << "it goes on keeping";
  });
}

TEST_F(RedisNearCache, losing_either_connection_empties_it_and_it_keeps_again_when_both_are_back) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    int round = 0;
    for (const std::string name : {"cache", "cache:invalidations", "cache", "cache:invalidations"}) {
      co_await set("k", std::to_string(round));
      EXPECT_TRUE(co_await drops(*cache, "k"));
      EXPECT_TRUE(co_await keeps(*cache, "k"));
      const auto killed = co_await id_of(name);
      co_await admin.call(Command("CLIENT", "KILL", "ID", killed));
      EXPECT_TRUE(co_await becomes_true([&] { return cache->size() == 0; })) << name;
      EXPECT_TRUE(co_await keeps(*cache, "k")) << name;
      co_await set("k", std::to_string(++round));
      EXPECT_TRUE(co_await drops(*cache, "k")) << name;
      EXPECT_EQ(co_await text_of(*cache, "k"), std::to_string(round)) << name;
    }
  });
}

TEST_F(RedisNearCache, a_redis_that_hangs_empties_it) {
  const auto cache = std::make_unique<Cache>(io.get_executor(), options(milliseconds(200)), 10, rendered);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    server.pause();
    EXPECT_TRUE(co_await becomes_true([&] { return cache->size() == 0; }));
    bool unavailable = false;
    try {
      co_await cache->get("k");
    } catch (const Unavailable&) {
      unavailable = true;
    }
    EXPECT_TRUE(unavailable);
    server.resume();
    EXPECT_TRUE(co_await becomes_true([&] { return admin.connected(); }));
    co_await set("k", "2");
    bool keeping = false;
    for (int i = 0; i < 100 && !keeping; ++i) {
      try {
        keeping = co_await keeps(*cache, "k");
      } catch (const Unavailable&) {
      }
    }
    EXPECT_TRUE(keeping);
    EXPECT_EQ(co_await text_of(*cache, "k"), "2");
  });
}

TEST_F(RedisNearCache, a_key_forgotten_while_it_is_read_is_not_kept_and_the_next_get_reads_again) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    cache->forget("k");
    const auto before = co_await reads();
    const auto get = [](Cache& from) -> awaitable<Reply> {
      co_return Reply::string(Reply::Kind::text, co_await text_of(from, "k"));
    };
    const auto first = start(io, get(*cache));
    co_await asio::post(io, asio::deferred);
    cache->forget("k");
    const auto second = start(io, get(*cache));
    EXPECT_TRUE(co_await becomes_true([&] { return first->done(); }));
    EXPECT_TRUE(co_await becomes_true([&] { return second->done(); }));
    EXPECT_EQ(co_await reads(), before + 2);
    Value value;
    EXPECT_TRUE(cache->peek("k", value)) << "the second read was not overtaken";
  });
}

TEST_F(RedisNearCache, gets_of_one_key_at_once_share_one_read) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    cache->forget("k");
    const auto before = co_await reads();
    std::vector<std::shared_ptr<Started>> gets;
    for (int i = 0; i < 100; ++i) {
      gets.push_back(start(io, [](Cache& from) -> awaitable<Reply> {
        co_return Reply::string(Reply::Kind::text, co_await text_of(from, "k"));
      }(*cache)));
    }
    for (const auto& get : gets) {
      EXPECT_TRUE(co_await becomes_true([&] { return get->done(); }));
      EXPECT_EQ(get->reply.value().text(), "1");
    }
    EXPECT_EQ(co_await reads(), before + 1);
  });
}

TEST_F(RedisNearCache, holds_no_more_than_its_capacity_and_drops_what_was_not_read_longest) {
  const auto cache = cache_of(2);
  run(io, [&]() -> awaitable<void> {
    for (const std::string key : {"a", "b", "c"}) co_await set(key, key);
    EXPECT_TRUE(co_await keeps(*cache, "a"));
    EXPECT_TRUE(co_await keeps(*cache, "b"));
    co_await cache->get("a");
    EXPECT_TRUE(co_await keeps(*cache, "c"));
    EXPECT_EQ(cache->size(), 2U);
    Value value;
    EXPECT_TRUE(cache->peek("a", value));
    EXPECT_FALSE(cache->peek("b", value));
    EXPECT_TRUE(cache->peek("c", value));
  });
}

TEST_F(RedisNearCache, of_no_capacity_keeps_nothing) {
  const auto cache = cache_of(0);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    for (int i = 0; i < 50; ++i) EXPECT_EQ(co_await text_of(*cache, "k"), "1");
    EXPECT_EQ(cache->size(), 0U);
  });
}

TEST_F(RedisNearCache, never_shows_an_old_value_after_its_change_was_pushed) {
  const auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "0");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    const auto get = [](Cache& from) -> awaitable<Reply> {
      co_return Reply::string(Reply::Kind::text, co_await text_of(from, "k"));
    };
    for (int round = 1; round < 300; ++round) {
      std::vector<std::shared_ptr<Started>> gets;
      const auto written = start(io, admin.call(Command("HSET", "k", "v", round)));
      for (int i = 0; i < 5; ++i) {
        gets.push_back(start(io, get(*cache)));
        co_await asio::post(io, asio::deferred);
      }
      EXPECT_TRUE(co_await becomes_true([&] { return written->done(); }));
      for (const auto& one : gets) EXPECT_TRUE(co_await becomes_true([&] { return one->done(); }));
      Value value;
      EXPECT_TRUE(co_await becomes_true([&] { return !cache->peek("k", value) || *value == std::to_string(round); }));
    }
  });
}

TEST_F(RedisNearCache, stopping_or_destroying_it_fails_the_reads_under_way) {
  auto cache = cache_of(10);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    EXPECT_TRUE(co_await keeps(*cache, "k"));
    cache->forget("k");
    const auto get = [](Cache& from) -> awaitable<Reply> {
      co_return Reply::string(Reply::Kind::text, co_await text_of(from, "k"));
    };
    server.pause();
    const auto first = start(io, get(*cache)), second = start(io, get(*cache));
    co_await sleep(milliseconds(20));
    cache.reset();
    EXPECT_TRUE(co_await becomes_true([&] { return first->done() && second->done(); }));
    EXPECT_THAT(first->failure(), ::testing::HasSubstr("stopped"));
    EXPECT_THAT(second->failure(), ::testing::HasSubstr("stopped"));
    server.resume();
  });
  admin.stop();
  io.run();
}

TEST_F(RedisNearCache, that_may_not_track_reads_every_time_and_says_so_once) {
  std::vector<std::string> lines;
  log::set_sink([&](log::Level, std::string_view event, std::span<const log::Field>) { lines.emplace_back(event); },
                log::Level::warn);
  run(io, [&]() -> awaitable<void> {
    co_await set("k", "1");
    co_await admin.call(Command("ACL", "SETUSER", "shop", "on", "nopass", "~*", "&*", "+@all", "-client|tracking"));
    auto barred = options_for("redis://shop:x@127.0.0.1:" + std::to_string(server.port()));
    Cache cache(io.get_executor(), barred, 10, rendered);
    EXPECT_TRUE(co_await becomes_true([&] { return !lines.empty(); }));
    for (int i = 0; i < 10; ++i) EXPECT_EQ(co_await text_of(cache, "k"), "1");
    co_await sleep(milliseconds(1200));
    EXPECT_EQ(cache.size(), 0U);
  });
  log::set_sink(nullptr, log::Level::info);
  EXPECT_THAT(lines, ::testing::ElementsAre("redis does not track"));
}

}  // namespace
}  // namespace souk::redis
