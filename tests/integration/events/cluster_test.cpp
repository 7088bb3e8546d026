// A cluster refuses a command that names keys of two slots, even where one node has them all.
#include <gmock/gmock.h>

#include "events/consumers.hpp"
#include "events/tail.hpp"

namespace souk::events {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

struct ClusterOfOneNode : Consumers {
  ClusterOfOneNode() : Consumers("cluster-enabled yes") {}

  awaitable<void> form() {
    co_await client.call(Command("CLUSTER", "ADDSLOTSRANGE", 0, 16383));
    const auto end = SteadyClock::now() + redis::patience;
    for (bool formed = false; !formed && SteadyClock::now() < end;) {
      const auto info = co_await client.call(Command("CLUSTER", "INFO"));
      formed = info.text().contains("cluster_state:ok");
      if (!formed) co_await redis::sleep(Milliseconds(10));
    }
  }
};

TEST_F(ClusterOfOneNode, a_consumer_reads_and_applies_all_its_partitions) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await form();
    auto options = options_of("a", Milliseconds(0));
    options.sources.push_back(options.sources.front());
    options.sources.back().stream = "rewritten";  // two streams of a partition in one read
    auto consumer = std::make_unique<Running>(io, server, std::move(options));
    for (int i = 0; i < 20; ++i) {
      co_await write(static_cast<Partition>(i) % partitions, std::to_string(i));
    }
    for (Partition p = 0; p < partitions; ++p) EXPECT_TRUE(co_await words_become(p, 5));
    co_await client.call(Command("XADD", redis::key("desk", 1, "rewritten"), "*", "about", "again"));
    EXPECT_TRUE(co_await words_become(1, 6));
    EXPECT_THAT(co_await words(1), ElementsAre("1", "5", "9", "13", "17", "again"));
    EXPECT_THAT(consumer->consumer.problems(), ElementsAre());
    co_await stop(consumer);
  });
}

TEST_F(ClusterOfOneNode, a_relay_brings_entries_to_the_slots_of_other_partitions) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await form();
    auto options = options_of("a", Milliseconds(0));
    options.sources.push_back(posted());
    auto consumer = std::make_unique<Running>(io, server, std::move(options));
    for (Partition from = 0; from < partitions; ++from) {
      for (Partition to = 0; to < partitions; ++to) co_await post(from, to, std::to_string(from));
    }
    for (Partition p = 0; p < partitions; ++p) EXPECT_TRUE(co_await words_become(p, partitions));
    EXPECT_THAT(co_await words(2), UnorderedElementsAre("0", "1", "2", "3"));
    EXPECT_THAT(consumer->consumer.problems(), ElementsAre());
    co_await stop(consumer);
  });
}

TEST_F(ClusterOfOneNode, a_tail_follows_the_streams_of_all_partitions) {
  redis::TrackingClient streams(io.get_executor(), redis::options_for(server));
  std::vector<std::string> reported;
  bool following = false, ended = false;
  Tail tail(streams, io.get_executor(), {"{0}:news", "{1}:news", "{2}:news"},
            {.entry = [&](const Fields& fields) { reported.push_back(fields.at(0).second); },
             .following = [&](bool complete) { following = complete; }},
            std::chrono::hours(1));
  redis::run(io, [&]() -> awaitable<void> {
    co_await form();
    boost::asio::co_spawn(io, tail.run(), [&](std::exception_ptr) { ended = true; });
    EXPECT_TRUE(co_await redis::becomes_true([&] { return following; }));
    for (const std::string key : {"{2}:news", "{0}:news", "{1}:news"}) {
      co_await client.call(Command("XADD", key, "*", "what", key));
    }
    EXPECT_TRUE(co_await redis::becomes_true([&] { return reported.size() == 3; }));
    EXPECT_THAT(reported, UnorderedElementsAre("{0}:news", "{1}:news", "{2}:news"));
    EXPECT_TRUE(following);
    tail.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return ended; }));
  });
}

constexpr auto of_two = "cluster-enabled yes\ncluster-require-full-coverage no\ncluster-node-timeout 120000\n";

// Partitions 2 and 3 are on one, 0 and 1 on another, which may be away.
struct ClusterOfTwo : Consumers {
  ClusterOfTwo() : Consumers(of_two) {}

  testing::RedisServer other{of_two};

  awaitable<void> form() {
    redis::Client there(io.get_executor(), redis::options_for(other));
    co_await client.call(Command("CLUSTER", "ADDSLOTSRANGE", 0, 8191));
    co_await there.call(Command("CLUSTER", "ADDSLOTSRANGE", 8192, 16383));
    const auto own = (co_await client.call(Command("CLUSTER", "NODES"))).text();  // "<id> :<port>@<bus port> myself..."
    const auto bus = own.substr(own.find('@') + 1, own.find(' ', own.find('@')) - own.find('@') - 1);
    co_await there.call(Command("CLUSTER", "MEET", "127.0.0.1", server.port(), bus));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return client.nodes().size() == 2 && client.connected(); }));
    for (Partition p = 0; p < partitions; ++p) {
      EXPECT_EQ(client.server_of(redis::key("notes", p, "words")) == client.server_of(redis::key("notes", 2, "words")),
                p >= 2);
    }
  }
};

TEST_F(ClusterOfTwo, a_server_that_is_away_stops_only_its_own_partitions) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await form();
    auto options = options_of("a", Milliseconds(0));
    options.sources.push_back(posted());
    auto consumer = std::make_unique<Running>(io, server, std::move(options));
    for (Partition p = 0; p < partitions; ++p) co_await write(p, "before");
    for (Partition p = 0; p < partitions; ++p) EXPECT_TRUE(co_await words_become(p, 1));
    other.pause();
    co_await post(2, 0, "to the one that is away");  // the only entry, so that the relay has no other destination
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !consumer->consumer.problems().empty(); }));
    co_await write(2, "read");
    co_await post(2, 3, "relayed");
    EXPECT_TRUE(co_await words_become(2, 2));
    EXPECT_TRUE(co_await words_become(3, 2));
    co_await redis::sleep(Milliseconds(2000));  // longer than it takes to count as stuck, and than a lease
    EXPECT_THAT(co_await owners(), ElementsAre("a", "a"));
    other.resume();
    EXPECT_TRUE(co_await words_become(0, 2));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer->consumer.problems().empty(); }));
    co_await stop(consumer);
  });
}

}  // namespace
}  // namespace souk::events
