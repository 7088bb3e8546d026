// Primaries that are lost, promoted, or mistaken.
#include <gmock/gmock.h>

#include "scripted_cluster.hpp"

namespace souk::redis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr milliseconds client_patience{250};  // Options::patience

TEST_F(ACluster, a_promoted_replica_is_found_without_a_redirection) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    everyone_says("*2\r\n" + range(0, 8191, a.port()) + range(8192, 16383, c.port()));
    a.info = b.info = c.info = "cluster_state:ok\r\ncluster_current_epoch:3\r\n";
    co_await known(client, in_b, "c");
  });
}

TEST_F(ACluster, what_was_not_sent_to_a_lost_primary_goes_to_the_promoted_one) {
  auto patient = options();
  patient.patience = patient.deadline;
  Client client(io.get_executor(), patient);
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.acceptor.close();
    b.script[also_in_b] = {"close"};
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", also_in_b))), HasSubstr("may have run"));
    const auto waits = start(io, client.call(Command("GET", in_b)));
    everyone_says("*2\r\n" + range(0, 8191, a.port()) + range(8192, 16383, c.port()));
    EXPECT_TRUE(co_await becomes_true([&] { return waits->done(); }));
    EXPECT_EQ(waits->failure(), "answered");
  });
}

// Nor for as long as the deadline says, which is an hour.
TEST_F(ACluster, keeps_what_others_have_waiting_only_for_a_moment_when_a_primary_is_away) {
  auto unhurried = options();
  unhurried.deadline = std::chrono::hours(1);
  Client client(io.get_executor(), unhurried);
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    co_await known(client, in_a, "a");
    EXPECT_TRUE(client.reaches(in_b));
    b.acceptor.close();
    b.script[in_b] = {"close"};
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", in_b))), HasSubstr("may have run"));
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", in_b))), HasSubstr("away for longer than 250 ms"));
    const auto begin = SteadyClock::now();
    for (int i = 0; i < 40; ++i) co_await failure_of(client.call(Command("GET", in_b)));
    EXPECT_LT(SteadyClock::now() - begin, 40 * client_patience / 2) << "each waits again";
    std::vector<Command> both;
    both.emplace_back("GET", in_b);
    both.emplace_back("GET", in_a);
    EXPECT_THAT(co_await texts(client, std::move(both)), ElementsAre(StartsWith("UNAVAILABLE"), "a GET " + in_a));
    EXPECT_FALSE(client.reaches(in_b));
    EXPECT_TRUE(client.reaches(in_a));
    EXPECT_EQ(client.server_of(in_a), a.address());
  });
}

TEST_F(ACluster, in_which_nobody_has_a_slot_yet_is_waited_for) {
  const auto later = a.topology;
  everyone_says("*0\r\n");
  Client client(io.get_executor(), options_for("redis://" + a.address()));
  run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await becomes_true([&] { return a.looks > 1; }));
    EXPECT_EQ((co_await client.call(Command("DBSIZE"))).text(), "a DBSIZE");
    everyone_says(later);
    co_await known(client, in_b, "b");
  });
}

TEST_F(ACluster, a_node_that_missed_a_failover_or_sees_no_cluster_is_not_believed) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    a.topology = "*1\r\n" + range(0, 16383, a.port());
    a.info = "cluster_state:ok\r\ncluster_current_epoch:1\r\n";
    b.topology = "*1\r\n" + range(0, 16383, b.port());
    b.info = "cluster_state:fail\r\ncluster_current_epoch:9\r\n";
    a.looks = b.looks = 0;
    EXPECT_TRUE(co_await becomes_true([&] { return a.looks >= 2 && b.looks >= 2; }));
    EXPECT_EQ(co_await get(client, in_a), "a GET " + in_a);
    EXPECT_EQ(co_await get(client, in_b), "b GET " + in_b);
  });
}

TEST_F(ACluster, is_connected_when_each_primary_is) {
  Client client(io.get_executor(), options());
  const auto address_of_b = b.address();
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    EXPECT_TRUE(co_await becomes_true([&] { return client.connected(); }));
    EXPECT_EQ(client.problem(), "");
    b.acceptor.close();
    b.script[in_b] = {"close"};
    co_await failure_of(client.call(Command("GET", in_b)));
    EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
    EXPECT_THAT(client.problem(), StartsWith(address_of_b));
  });
}

}  // namespace
}  // namespace souk::redis
