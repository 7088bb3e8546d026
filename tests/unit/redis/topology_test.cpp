#include "redis/detail/topology.hpp"

#include <gmock/gmock.h>

#include "redis/detail/reply_reader.hpp"
#include "resp.hpp"

namespace souk::redis::detail {
namespace {

using ::testing::ElementsAre;

const Url::Address asked{"10.0.0.9", 7000}, a{"10.0.0.1", 7001}, b{"10.0.0.2", 7002};

Reply parsed(const std::string& bytes) {
  std::vector<Reply> replies;
  ReplyReader().read(bytes, replies);
  return replies.at(0);
}

// With its id, its empty metadata, and a replica.
std::string range(int first, int last, const std::string& host, int port) {
  const auto node = "*4\r\n" + host + ":" + std::to_string(port) + "\r\n$2\r\nid\r\n*0\r\n";
  return "*4\r\n:" + std::to_string(first) + "\r\n:" + std::to_string(last) + "\r\n" + node + node;
}

Topology topology_of(const std::string& bytes) {
  return Topology(parsed(bytes), asked);
}

std::string port_of(const Topology& topology, Slot slot) {
  const auto* owner = topology.owner(slot);
  return owner ? owner->host + ":" + std::to_string(owner->port) : "nobody";
}

TEST(Topology, says_which_primary_has_a_slot) {
  const auto topology =
      topology_of("*3\r\n" + range(0, 5460, bulk("10.0.0.1"), 7001) + range(5461, 10922, bulk("10.0.0.2"), 7002) +
                  range(16000, 16383, bulk("10.0.0.1"), 7001));
  EXPECT_EQ(port_of(topology, 0), "10.0.0.1:7001");
  EXPECT_EQ(port_of(topology, 5460), "10.0.0.1:7001");
  EXPECT_EQ(port_of(topology, 5461), "10.0.0.2:7002");
  EXPECT_EQ(port_of(topology, 10923), "nobody");
  EXPECT_EQ(port_of(topology, 16383), "10.0.0.1:7001");
  EXPECT_THAT(topology.primaries(), ElementsAre(a, b));
  EXPECT_FALSE(topology.is_whole());
  EXPECT_TRUE(topology_of("*1\r\n" + range(0, 16383, bulk("10.0.0.1"), 7001)).is_whole());
}

TEST(Topology, a_host_that_the_node_does_not_know_is_the_one_that_was_asked) {
  for (const auto& unknown : {bulk(""), bulk("?"), std::string("$-1\r\n")}) {
    EXPECT_EQ(port_of(topology_of("*1\r\n" + range(0, 16383, unknown, 7001)), 9), "10.0.0.9:7001") << unknown;
  }
}

TEST(Topology, a_host_without_a_name_has_its_address) {
  const auto node = "*4\r\n" + bulk("?") + ":7001\r\n$2\r\nid\r\n*2\r\n" + bulk("ip") + bulk("10.0.0.7");
  EXPECT_EQ(port_of(topology_of("*1\r\n*3\r\n:0\r\n:16383\r\n" + node), 9), "10.0.0.7:7001");
}

TEST(Topology, follows_a_slot_that_moved) {
  auto topology = topology_of("*1\r\n" + range(0, 16383, bulk("10.0.0.1"), 7001));
  const auto before = topology;
  topology.move(7, b);
  EXPECT_EQ(port_of(topology, 7), "10.0.0.2:7002");
  EXPECT_EQ(port_of(topology, 8), "10.0.0.1:7001");
  EXPECT_FALSE(topology == before);
  EXPECT_TRUE(before == topology_of("*1\r\n" + range(0, 16383, bulk("10.0.0.1"), 7001)));
}

TEST(Topology, what_is_none_is_refused) {
  for (const auto& wrong :
       {range(-1, 5, bulk("h"), 1), range(0, 16384, bulk("h"), 1), range(9, 8, bulk("h"), 1), range(0, 1, bulk("h"), 0),
        range(0, 1, bulk("h"), 65536), std::string("*2\r\n:0\r\n:1\r\n"), std::string(":1\r\n")}) {
    EXPECT_THROW(topology_of("*1\r\n" + wrong), Unexpected) << wrong;
  }
}

std::string parse(const std::string& error) {
  const auto redirection = Redirection::parse(Reply::string(Reply::Kind::error, error), asked);
  if (!redirection) return "none";
  return (redirection->ask ? "ask " : "moved ") + std::to_string(redirection->slot) + " " + redirection->to.host + " " +
         std::to_string(redirection->to.port);
}

TEST(Redirection, says_where_a_command_belongs) {
  EXPECT_EQ(parse("MOVED 3999 127.0.0.1:6381"), "moved 3999 127.0.0.1 6381");
  EXPECT_EQ(parse("ASK 16383 redis.example:6381"), "ask 16383 redis.example 6381");
  EXPECT_EQ(parse("MOVED 0 fe80::1:6381"), "moved 0 fe80::1 6381");
  EXPECT_EQ(parse("MOVED 0 :6381"), "moved 0 10.0.0.9 6381");
}

TEST(Redirection, another_error_is_none) {
  for (const auto* other :
       {"ERR no", "MOVED", "MOVED ", "MOVED 1", "MOVED 1 h", "MOVED x h:1", "MOVED 16384 h:1", "MOVED 0 ?:6381",
        "MOVED 1 h:0", "MOVED 1 h:65536", "MOVED 1 h:1x", "ASKING 1 h:1", "TRYAGAIN 1 h:1"}) {
    EXPECT_EQ(parse(other), "none") << other;
  }
  EXPECT_FALSE(Redirection::parse(Reply::string(Reply::Kind::text, "MOVED 1 h:1"), asked));
}

}  // namespace
}  // namespace souk::redis::detail
