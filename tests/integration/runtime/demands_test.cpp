// The demands of a service on its Redis, checked on real ones.
#include "runtime/redis_demands.hpp"

#include <gmock/gmock.h>

#include "redis/running.hpp"

namespace souk::runtime {
namespace {

using redis::awaitable;
using redis::Client;
using redis::Command;
using ::testing::HasSubstr;

struct Demands : ::testing::Test {
  boost::asio::io_context io{1};
  Settings settings;
  std::string refused;

  redis::Options options(const testing::RedisServer& server, std::vector<redis::Demand> demands) {
    auto options = redis::options_for(server);
    options.demands = std::move(demands);
    options.on_refused = [this](std::string_view why) { refused = why; };
    return options;
  }
  redis::Options owner(const testing::RedisServer& server) {
    return options(server, demands_of_owner(settings, "inventory"));
  }
};

TEST_F(Demands, a_durable_redis_is_used) {
  testing::RedisServer server("maxmemory-policy noeviction\n");
  Client client(io.get_executor(), owner(server));
  redis::run(io, [&]() -> awaitable<void> { co_await client.call(Command("PING")); });
  EXPECT_EQ(refused, "");
}

TEST_F(Demands, every_setting_that_could_lose_orders_is_named) {
  testing::RedisServer server("appendfsync everysec\nno-appendfsync-on-rewrite yes\nmaxmemory-policy allkeys-lru\n");
  Client client(io.get_executor(), owner(server));
  redis::run(io,
             [&]() -> awaitable<void> { EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); })); });
  EXPECT_THAT(refused, HasSubstr("appendfsync is everysec and must be always"));
  EXPECT_THAT(refused, HasSubstr("no-appendfsync-on-rewrite is yes and must be no"));
  EXPECT_THAT(refused, HasSubstr("maxmemory-policy is allkeys-lru and must be noeviction"));
  EXPECT_THAT(refused, HasSubstr("SOUK_DURABILITY=relaxed"));
}

TEST_F(Demands, a_refused_redis_is_not_written_to) {
  testing::RedisServer server("appendfsync everysec\n");
  Client client(io.get_executor(), owner(server));
  Client looker(io.get_executor(), redis::options_for(server));
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); }));
    EXPECT_EQ((co_await looker.call(Command("DBSIZE"))).integer(), 0);
  });
}

TEST_F(Demands, a_cluster_whose_replicas_nobody_chose_is_refused_with_words) {
  testing::RedisServer server("cluster-enabled yes\nmaxmemory-policy noeviction\n");
  for (const auto* service : {"inventory", "payment"}) {
    Client reader(io.get_executor(), options(server, demands_of_reader(settings, service)));
    redis::run(
        io, [&]() -> awaitable<void> { EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); })); });
    EXPECT_THAT(refused, HasSubstr("cluster mode and SOUK_REPLICAS is not set"));
    refused.clear();
  }
}

TEST_F(Demands, relaxed_accepts_any_redis) {
  settings.require_durable = false;
  testing::RedisServer server("appendfsync everysec\n");
  Client client(io.get_executor(), owner(server));
  redis::run(io, [&]() -> awaitable<void> { co_await client.call(Command("PING")); });
  EXPECT_EQ(refused, "");
}

TEST_F(Demands, data_of_another_number_of_partitions_is_refused_by_its_owner_and_by_its_reader) {
  testing::RedisServer server;
  Client first(io.get_executor(), owner(server));
  redis::run(io, [&]() -> awaitable<void> { co_await first.call(Command("PING")); });
  settings.partitions = 8;
  for (auto demands : {demands_of_owner(settings, "inventory"), demands_of_reader(settings, "inventory")}) {
    refused.clear();
    Client second(io.get_executor(), options(server, std::move(demands)));
    redis::run(
        io, [&]() -> awaitable<void> { EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); })); });
    EXPECT_THAT(refused, HasSubstr("SOUK_PARTITIONS=16"));
  }
}

TEST_F(Demands, data_in_another_currency_is_refused_by_its_owner_and_by_its_reader) {
  testing::RedisServer server;
  settings.currency = Currency::find("EUR").value();
  Client first(io.get_executor(), owner(server));
  redis::run(io, [&]() -> awaitable<void> { co_await first.call(Command("PING")); });
  settings.currency = us_dollar;
  for (auto demands : {demands_of_owner(settings, "inventory"), demands_of_reader(settings, "inventory")}) {
    refused.clear();
    Client second(io.get_executor(), options(server, std::move(demands)));
    redis::run(
        io, [&]() -> awaitable<void> { EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); })); });
    EXPECT_THAT(refused, HasSubstr("in EUR, and SOUK_CURRENCY is USD"));
  }
}

TEST_F(Demands, data_older_than_the_currency_setting_is_in_us_dollars) {
  testing::RedisServer server;
  Client writer(io.get_executor(), redis::options_for(server));
  Client same(io.get_executor(), owner(server));
  settings.currency = Currency::find("EUR").value();
  redis::run(io, [&]() -> awaitable<void> {
    co_await writer.call(Command("SET", "inventory:partitions", 16));
    co_await same.call(Command("PING"));
    EXPECT_EQ(refused, "");
    Client other(io.get_executor(), owner(server));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !refused.empty(); }));
  });
  EXPECT_THAT(refused, HasSubstr("in USD, and SOUK_CURRENCY is EUR"));
}

TEST_F(Demands, a_reader_of_an_empty_redis_accepts_any_currency_and_sets_none) {
  testing::RedisServer server;
  Client reader(io.get_executor(), options(server, demands_of_reader(settings, "inventory")));
  Client looker(io.get_executor(), redis::options_for(server));
  redis::run(io, [&]() -> awaitable<void> {
    co_await reader.call(Command("PING"));
    EXPECT_EQ((co_await looker.call(Command("DBSIZE"))).integer(), 0);
  });
  EXPECT_EQ(refused, "");
}

TEST_F(Demands, a_service_waits_for_a_redis_with_full_memory) {
  testing::RedisServer server;
  Client filler(io.get_executor(), redis::options_for(server));
  Client client(io.get_executor(), owner(server));
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("PING"));
    co_await filler.call(Command("CONFIG", "SET", "maxmemory", "1mb"));
    co_await filler.call(Command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !client.connected(); }));
    co_await client.call(Command("PING"));  // the number of partitions is stored already: there is nothing to write
  });
  EXPECT_EQ(refused, "");
}

}  // namespace
}  // namespace souk::runtime
