// Where a command goes, and what becomes of it where it cannot be served.
#include <gmock/gmock.h>

#include "redis/slot.hpp"
#include "scripted_cluster.hpp"

namespace souk::redis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(ACluster, keys_are_in_the_slots_that_the_tests_say) {
  EXPECT_LT(slot_of(in_a), 8192);
  EXPECT_GE(slot_of(in_b), 8192);
}

TEST_F(ACluster, a_command_goes_to_the_primary_of_its_key) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    EXPECT_EQ(co_await get(client, in_a), "a GET " + in_a);
  });
}

TEST_F(ACluster, is_found_through_any_of_the_nodes_of_the_url) {
  const auto url = "redis://127.0.0.1:1," + b.address();
  Client client(io.get_executor(), options_for(url));
  run(io, [&]() -> awaitable<void> { co_await known(client, in_a, "a"); });
}

TEST_F(ACluster, of_several_nodes_has_no_calls_before_it_is_known) {
  run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 10; ++i) {
      Client client(io.get_executor(), options());
      EXPECT_EQ(co_await get(client, in_b), "b GET " + in_b);
      EXPECT_EQ(co_await get(client, in_a), "a GET " + in_a);
    }
  });
}

TEST_F(ACluster, that_is_found_late_answers_what_is_under_way) {
  a.info = "cluster_state:fail\r\ncluster_current_epoch:1\r\n";
  a.script[in_a] = {"+late"};
  Client client(io.get_executor(), options_for("redis://" + a.address()));
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await get(client, also_in_b), "a GET " + also_in_b);  // it is taken for one server
    a.info = b.info;
    EXPECT_EQ(co_await get(client, in_a), "late");
    EXPECT_EQ(co_await get(client, in_b), "b GET " + in_b);
  });
}

TEST_F(ACluster, a_pipeline_is_split_and_its_replies_are_in_order) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    std::vector<Command> commands{Command("GET", in_a), Command("TIME"), Command("GET", in_b),
                                  Command("GET", also_in_a), Command("GET", also_in_b)};
    const auto replies = co_await texts(client, std::move(commands));
    EXPECT_THAT(replies,
                ElementsAre("a GET " + in_a, "b TIME", "b GET " + in_b, "a GET " + also_in_a, "b GET " + also_in_b));
  });
}

// A fault that befalls one command of a pipeline over two primaries, at each place.
struct Fault {
  const char* name;
  std::function<void(ACluster&, ScriptedNode& owner, const std::string& key)> befalls;
  std::string outcome;  // of that command
};

struct AnItem : ACluster, ::testing::WithParamInterface<std::tuple<Fault, std::size_t>> {};

TEST_P(AnItem, of_a_pipeline_meets_a_fault_alone) {
  const auto& [fault, place] = GetParam();
  const std::vector<std::string> keys = {in_a, in_b, also_in_a, also_in_b};
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    co_await known(client, in_a, "a");
    auto& owner = place % 2 == 0 ? a : b;
    fault.befalls(*this, owner, keys[place]);
    std::vector<Command> commands;
    for (const auto& key : keys) commands.emplace_back("GET", key);
    const auto replies = co_await texts(client, std::move(commands));
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto whole = (i % 2 == 0 ? "a GET " : "b GET ") + keys[i];
      const bool together = fault.outcome.empty() && i % 2 == place % 2;
      if (together) {
        EXPECT_THAT(replies[i], HasSubstr("may have run")) << i;
      } else {
        EXPECT_EQ(replies[i], i == place ? fault.outcome + " GET " + keys[i] : whole) << i;
      }
    }
  });
}

std::string to(const ScriptedNode& node, const char* word, const std::string& key) {
  return "-" + std::string(word) + " " + std::to_string(slot_of(key)) + " " + node.address();
}

Fault passing(const char* error, std::string owner) {
  return {error,
          [error](ACluster&, ScriptedNode& node, const std::string& key) {
            node.script[key] = {"-" + std::string(error) + " for now", "-" + std::string(error) + " still"};
          },
          std::move(owner)};
}

std::vector<std::tuple<Fault, std::size_t>> faults_at_each_place() {
  std::vector<std::tuple<Fault, std::size_t>> all;
  for (std::size_t place = 0; place < 4; ++place) {
    const std::string owner = place % 2 == 0 ? "a" : "b";
    std::vector<Fault> faults = {
        {"MOVED",
         [](ACluster& it, ScriptedNode& node, const std::string& key) { node.script[key] = {to(it.c, "MOVED", key)}; },
         "c"},
        {"ASK",
         [](ACluster& it, ScriptedNode& node, const std::string& key) { node.script[key] = {to(it.c, "ASK", key)}; },
         "c"},
        {"lost", [](ACluster&, ScriptedNode& node, const std::string& key) { node.script[key] = {"close"}; }, ""},
        passing("TRYAGAIN", owner),
        passing("CLUSTERDOWN", owner),
        passing("NOREPLICAS", owner),
        passing("LOADING", owner),
        passing("MASTERDOWN", owner)};
    for (auto& fault : faults) all.emplace_back(std::move(fault), place);
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(EachPlace, AnItem, ::testing::ValuesIn(faults_at_each_place()), [](const auto& it) {
  return std::get<0>(it.param).name + std::string("_at_") + std::to_string(std::get<1>(it.param));
});

TEST_F(ACluster, a_moved_slot_is_asked_of_its_new_primary_from_then_on) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.got.clear();
    b.script[in_b] = {to(c, "MOVED", in_b)};
    everyone_says("*2\r\n" + range(0, 8191, a.port()) + range(8192, 16383, c.port()));
    EXPECT_EQ(co_await get(client, in_b), "c GET " + in_b);
    EXPECT_EQ(co_await get(client, in_b), "c GET " + in_b);
    EXPECT_LE(std::ranges::count(b.got, "GET " + in_b), 1);
  });
}

TEST_F(ACluster, asking_stands_directly_before_what_it_is_for_and_counts_once) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.script[in_b] = {to(c, "ASK", in_b)};
    std::vector<Command> commands{Command("CLIENT", "CACHING", "NO"), Command("GET", in_b)};
    EXPECT_THAT(co_await texts(client, std::move(commands)), ElementsAre("OK", "c GET " + in_b));
    EXPECT_THAT(c.got, ElementsAre("ASKING", "GET " + in_b));
    EXPECT_EQ(co_await get(client, in_b), "b GET " + in_b);
  });
}

TEST_F(ACluster, what_cannot_be_served_until_the_deadline_is_unavailable) {
  auto impatient = options();
  impatient.deadline = milliseconds(300);
  Client client(io.get_executor(), impatient);
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    for (int i = 0; i < 1000; ++i) b.script[in_b].emplace_back("-CLUSTERDOWN The cluster is down");
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", in_b))), HasSubstr("CLUSTERDOWN"));
    EXPECT_LT(b.got.size(), 60U) << "it pauses between two tries";
    EXPECT_EQ(co_await get(client, in_a), "a GET " + in_a);
  });
}

TEST_F(ACluster, a_client_that_is_stopped_ends_what_waits_to_be_sent_again) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.got.clear();
    for (int i = 0; i < 1000; ++i) b.script[in_b].emplace_back("-TRYAGAIN for now");
    const auto waits = start(io, client.call(Command("GET", in_b)));
    EXPECT_TRUE(co_await becomes_true([&] { return b.got.size() >= 4; }));  // so it pauses longer than it asks
    client.stop();
    EXPECT_TRUE(co_await becomes_true([&] { return waits->done(); }));
    EXPECT_THAT(waits->failure(), HasSubstr("TRYAGAIN"));
  });
}

TEST_F(ACluster, hosts_that_are_no_cluster_are_refused) {
  RedisServer one, other;
  std::string refused;
  auto of_both = options_for(one.url() + "," + other.url().substr(8));
  of_both.on_refused = [&](std::string_view why) { refused = why; };
  Client client(io.get_executor(), of_both);
  run(io, [&]() -> awaitable<void> { EXPECT_TRUE(co_await becomes_true([&] { return !refused.empty(); })); });
  EXPECT_THAT(refused, HasSubstr("several hosts are nodes of one cluster, and these are none"));
}

TEST_F(ACluster, a_promoted_node_that_refuses_the_user_does_not_end_what_works) {
  bool refused = false;
  auto watched = options();
  watched.on_refused = [&](std::string_view) { refused = true; };
  Client client(io.get_executor(), watched);
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    c.lets_in = false;
    everyone_says("*2\r\n" + range(0, 8191, a.port()) + range(8192, 16383, c.port()));
    EXPECT_TRUE(co_await becomes_true([&] { return client.problem().starts_with(c.address()); }));
    EXPECT_EQ(co_await get(client, in_a), "a GET " + in_a);
  });
  EXPECT_FALSE(refused);
}

TEST_F(ACluster, two_nodes_that_send_a_command_to_each_other_do_not_keep_it_for_ever) {
  auto impatient = options();
  impatient.deadline = milliseconds(300);
  Client client(io.get_executor(), impatient);
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    for (int i = 0; i < 1000; ++i) {
      b.script[in_b].push_back(to(c, "MOVED", in_b));
      c.script[in_b].push_back(to(b, "MOVED", in_b));
    }
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", in_b))), HasSubstr("MOVED"));
    EXPECT_LT(b.got.size() + c.got.size(), 60U);
  });
}

TEST_F(ACluster, another_error_is_left_for_the_caller) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.script[in_b] = {"-WRONGTYPE not that", "-WRONGTYPE not that"};
    std::vector<Command> commands{Command("GET", in_b), Command("GET", in_a)};
    EXPECT_THAT(co_await texts(client, std::move(commands)), ElementsAre("WRONGTYPE not that", "a GET " + in_a));
    EXPECT_THROW(co_await client.call(Command("GET", in_b)), Unexpected);
  });
}

TEST_F(ACluster, a_primary_without_the_functions_is_away) {
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    co_await known(client, in_b, "b");
    b.script[in_b] = {"-ERR Function not found"};
    EXPECT_THAT(co_await failure_of(client.call(Command("GET", in_b))), HasSubstr("Function not found"));
  });
}

}  // namespace
}  // namespace souk::redis
