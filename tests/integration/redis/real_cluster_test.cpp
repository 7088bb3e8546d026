// A cluster of three primaries, without replicas: routing, and what is tracked.
#include <gmock/gmock.h>

#include <cstdlib>
#include <set>

#include "redis/near_cache.hpp"
#include "redis/slot.hpp"
#include "redis/tracking_client.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr auto settings = "cluster-enabled yes\ncluster-node-timeout 5000\n";

std::string shell(const std::string& command) {
  std::string said;
  const std::unique_ptr<FILE, int (*)(FILE*)> out(::popen((command + " 2>&1").c_str(), "r"), ::pclose);
  char part[512];
  while (::fgets(part, sizeof part, out.get())) said += part;
  return said;
}

struct RealCluster : ::testing::Test {
  asio::io_context io{1};
  RedisServer nodes[3]{RedisServer(settings), RedisServer(settings), RedisServer(settings)};
  std::vector<std::string> keys;  // of every primary

  RealCluster() {
    for (int i = 0; i < 30; ++i) keys.push_back("souk:{" + std::to_string(i) + "}:key");
    std::string create = "redis-cli --cluster create";
    for (const auto& node : nodes) create += " 127.0.0.1:" + std::to_string(node.port());
    EXPECT_THAT(shell(create + " --cluster-yes"), HasSubstr("All 16384 slots covered"));
  }

  // What is first asked of the node of the URL may be another one's.
  static awaitable<void> known(std::function<bool()> connected, std::function<awaitable<Reply>()> call) {
    EXPECT_TRUE(co_await becomes_true(connected));
    const auto end = SteadyClock::now() + patience;
    while (co_await failure_of(call()) != "answered" && SteadyClock::now() < end) co_await sleep(milliseconds(5));
  }
  awaitable<void> known(Client& client) {
    for (const auto& key : keys) {
      co_await known([&] { return client.connected(); }, [&] { return client.call(Command("GET", key)); });
    }
  }
  Options options() const { return options_for(nodes[0]); }
  std::string at_port_of(const std::string& key) const {
    return shell("redis-cli -p " + std::to_string(nodes[0].port()) + " -c SET " + key + " x >/dev/null; for p in " +
                 std::to_string(nodes[0].port()) + " " + std::to_string(nodes[1].port()) + " " +
                 std::to_string(nodes[2].port()) + "; do redis-cli -p $p EXISTS " + key +
                 " | grep -q '^1$' && echo $p; done");
  }
  // Makes the second primary's slots the first one's, without their keys.
  void move_slots(std::size_t from, std::size_t to) {
    const auto port = std::to_string(nodes[from].port());
    EXPECT_THAT(shell("redis-cli --cluster reshard 127.0.0.1:" + port + " --cluster-from $(redis-cli -p " + port +
                      " CLUSTER MYID) --cluster-to $(redis-cli -p " + std::to_string(nodes[to].port()) +
                      " CLUSTER MYID) --cluster-slots 16384 --cluster-yes"),
                HasSubstr("Moving slot"));
  }
};

TEST_F(RealCluster, every_key_is_written_and_read_where_it_belongs) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client);
    std::vector<Command> writes, reads;
    for (const auto& key : keys) {
      writes.emplace_back("SET", key, key);
      reads.emplace_back("GET", key);
    }
    for (const auto& reply : co_await client.pipeline(std::move(writes))) EXPECT_EQ(reply.text(), "OK");
    const auto replies = co_await client.pipeline(std::move(reads));
    for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(replies[i].text(), keys[i]);
  });
  std::set<std::string> ports;
  for (const auto& key : keys) ports.insert(at_port_of(key));
  EXPECT_THAT(ports, SizeIs(3));
}

TEST_F(RealCluster, a_change_at_any_primary_is_reported) {
  std::set<std::string> changed;
  TrackingClient reads(io.get_executor(), options());
  const auto listening = reads.listen({.changed = [&](const std::string& key) { changed.insert(key); }});
  Client writes(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(writes);
    EXPECT_TRUE(co_await becomes_true([&] { return reads.tracking() && reads.times_connected() >= 3; }));
    for (const auto& key : keys) co_await reads.call(Command("GET", key));
    for (const auto& key : keys) co_await writes.call(Command("SET", key, 1));
    EXPECT_TRUE(co_await becomes_true([&] { return changed.size() == keys.size(); }));
  });
}

TEST_F(RealCluster, reads_that_are_not_tracked_are_not_reported) {
  std::set<std::string> changed;
  TrackingClient reads(io.get_executor(), options());
  const auto listening = reads.listen({.changed = [&](const std::string& key) { changed.insert(key); }});
  Client writes(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(writes);
    EXPECT_TRUE(co_await becomes_true([&] { return reads.tracking() && reads.times_connected() >= 3; }));
    std::vector<Command> untracked;
    for (const auto& key : keys) untracked.emplace_back("GET", key);
    EXPECT_THAT(co_await reads.pipeline_untracked(std::move(untracked)), SizeIs(keys.size()));
    co_await reads.call(Command("GET", "last"));
    for (const auto& key : keys) co_await writes.call(Command("SET", key, 1));
    co_await writes.call(Command("SET", "last", 1));
    EXPECT_TRUE(co_await becomes_true([&] { return changed.contains("last"); }));
    EXPECT_THAT(changed, SizeIs(1));
  });
}

TEST_F(RealCluster, cached_values_and_cached_absences_follow_their_slots) {
  const auto rendered = [](Reply reply) {
    return reply.array().empty() ? nullptr : std::make_shared<const std::string>(reply.array().at(1).text());
  };
  NearCache<std::string> cache(io.get_executor(), options(), 100, rendered);
  Client writes(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(writes);
    for (const auto& key : keys) {
      const auto kept = [&]() -> awaitable<bool> {  // tracking may have just begun
        co_await cache.get(key);
        std::shared_ptr<const std::string> value;
        co_return cache.peek(key, value);
      };
      const auto end = SteadyClock::now() + patience;
      bool is_kept = false;
      while (!is_kept && SteadyClock::now() < end) {
        try {
          is_kept = co_await kept();
        } catch (const Unavailable&) {
        }
        if (!is_kept) co_await sleep(milliseconds(5));
      }
      EXPECT_TRUE(is_kept);
    }
    EXPECT_EQ(cache.size(), keys.size());
    move_slots(1, 0);
    for (const auto& key : keys) co_await writes.call(Command("HSET", key, "field", key));
    for (const auto& key : keys) {
      const auto end = SteadyClock::now() + patience;
      std::string value;
      while (value != key && SteadyClock::now() < end) {
        try {
          const auto read = co_await cache.get(key);
          value = read ? *read : "absent";
        } catch (const Unavailable&) {
        }
        if (value != key) co_await sleep(milliseconds(5));
      }
      EXPECT_EQ(value, key);
    }
  });
}

}  // namespace
}  // namespace souk::redis
