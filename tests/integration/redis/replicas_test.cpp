// Answers wait for the replicas.
#include <gmock/gmock.h>

#include "redis/tracking_client.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string replica_of(const RedisServer& primary) {
  return "replicaof 127.0.0.1 " + std::to_string(primary.port()) + "\n";
}

Options with_replicas(const RedisServer& server, unsigned replicas) {
  auto options = options_for(server);
  options.replicas = replicas;
  return options;
}

struct Replicas : ::testing::Test {
  RedisServer primary{"repl-diskless-sync-delay 0\n"};
  RedisServer replica{replica_of(primary)};
  asio::io_context io{1};
  Client client{io.get_executor(), with_replicas(primary, 1)};

  // Redis sends nothing to a replica that has just come online until its first acknowledgement, up to a second later.
  awaitable<void> settle() {
    while (co_await failure_of(client.call(Command("SET", "settled", "1"))) != "answered") {
    }
  }
};

TEST_F(Replicas, have_what_an_answer_shows) {
  Client copy(io.get_executor(), options_for(replica));
  run(io, [&]() -> awaitable<void> {
    co_await settle();
    for (int i = 1; i <= 200; ++i) {
      const auto counted = co_await client.call(Command("INCR", "n"));
      const auto kept = co_await copy.call(Command("GET", "n"));
      EXPECT_EQ(kept.integer(), counted.integer());
    }
  });
}

TEST_F(Replicas, one_that_is_behind_makes_the_outcome_unknown_and_is_waited_for_again_when_it_is_back) {
  run(io, [&]() -> awaitable<void> {
    co_await settle();
    co_await client.call(Command("INCR", "n"));
    replica.pause();
    EXPECT_THAT(co_await failure_of(client.call(Command("INCR", "n"))),
                AllOf(HasSubstr("0 of 1 replicas had what was written"), HasSubstr("may have run")));
    EXPECT_THAT(co_await failure_of(client.call(Command("INCR", "n"))),
                AllOf(HasSubstr("was not reached"), HasSubstr("0 of 1 replicas had what was written")));
    replica.resume();
    co_await settle();
    EXPECT_EQ((co_await client.call(Command("GET", "n"))).integer(), 2);
  });
}

TEST_F(Replicas, without_them_the_client_is_not_connected_and_says_why) {
  replica.kill();
  run(io, [&]() -> awaitable<void> {
    // Until the primary has noticed that the replica is gone, the client may connect, and a call be uncertain.
    const auto end = SteadyClock::now() + patience;
    std::string failure;
    while (!failure.contains("was not reached") && SteadyClock::now() < end) {
      failure = co_await failure_of(client.call(Command("PING")));
    }
    EXPECT_THAT(failure, HasSubstr("the primary has 0 of 1 replicas"));
    EXPECT_FALSE(client.connected());
    EXPECT_THAT(client.problem(), HasSubstr("the primary has 0 of 1 replicas"));
    replica.start();
    EXPECT_TRUE(co_await becomes_true([&] { return client.connected(); }));
    EXPECT_EQ(client.problem(), "");
  });
}

TEST_F(Replicas, one_that_comes_later_and_is_not_waited_for_ends_the_connection) {
  run(io, [&]() -> awaitable<void> {
    co_await settle();
    RedisServer another(replica_of(primary));
    while (co_await failure_of(client.call(Command("PING"))) == "answered") {
    }
    EXPECT_TRUE(co_await becomes_true([&] { return client.problem().contains("has 2 replicas instead of 1"); }));
    EXPECT_THAT(co_await failure_of(client.call(Command("PING"))), HasSubstr("has 2 replicas instead of 1"));
    Client of_two(io.get_executor(), with_replicas(primary, 2));
    while (co_await failure_of(of_two.call(Command("SET", "k", "v"))) != "answered") {
    }
  });
}

TEST_F(Replicas, a_replica_is_not_a_primary) {
  Client wrong(io.get_executor(), with_replicas(replica, 1));
  run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await becomes_true([&] { return wrong.problem().contains("is no primary"); }));
  });
}

TEST_F(Replicas, have_what_a_tracked_read_shows) {
  std::vector<std::string> reports;
  TrackingClient tracked(io.get_executor(), with_replicas(primary, 1));
  const auto listening = tracked.listen({.changed = [&](const std::string& key) { reports.push_back(key); }});
  Client copy(io.get_executor(), options_for(replica));
  run(io, [&]() -> awaitable<void> {
    co_await settle();
    EXPECT_TRUE(co_await becomes_true([&] { return tracked.tracking(); }));
    co_await tracked.call(Command("GET", "k"));
    co_await client.call(Command("SET", "k", "v"));
    EXPECT_TRUE(co_await becomes_true([&] { return !reports.empty(); }));
    EXPECT_THAT(reports, ElementsAre("k"));
    Client careless(io.get_executor(), options_for(primary));
    replica.pause();
    co_await careless.call(Command("SET", "k", "not replicated"));
    EXPECT_THAT(co_await failure_of(tracked.call(Command("GET", "k"))), HasSubstr("0 of 1 replicas"));
    EXPECT_FALSE(tracked.tracking());
    replica.resume();
  });
}

}  // namespace
}  // namespace souk::redis
