#include "runtime/redis_nodes.hpp"

#include <algorithm>
#include <exception>

#include "base/log.hpp"
#include "base/partition.hpp"
#include "redis/keys.hpp"

namespace souk::runtime {
namespace {

using boost::asio::awaitable;

// ROLE of a primary: "master", its offset and, of each replica, the host, the port and the offset, as text.
void read_role(const redis::Reply& role, RedisNode& node) {
  const auto& facts = role.array();
  if (facts.size() < 3 || facts[0].text() != "master") return;
  const auto& replicas = facts[2].array();
  node.replicas = static_cast<std::int64_t>(replicas.size());
  for (const auto& replica : replicas) {
    const auto behind = facts[1].integer() - static_cast<std::int64_t>(std::stoll(replica.array().at(2).text()));
    node.behind_bytes = std::max({node.behind_bytes.value_or(0), behind, std::int64_t{0}});
  }
}

awaitable<RedisNode> look_at(redis::Client& redis, redis::Node seen) {
  RedisNode node{seen.url.address(), seen.up, {}, seen.since, {}, {}, {}};
  if (!seen.up) node.problem = std::move(seen.problem);
  if (!seen.up) co_return node;
  try {
    read_role(co_await redis.call_at(seen.url, redis::Command("ROLE")), node);
  } catch (const Unavailable& away) {
    log::debug("a redis did not answer", {{"node", node.node}, {"why", away.what()}});
  }
  co_return node;
}

}  // namespace

awaitable<std::vector<RedisNode>> redis_nodes(redis::Client& redis, std::string_view service, unsigned partitions) {
  std::vector<RedisNode> nodes;
  for (auto& seen : redis.nodes()) nodes.push_back(co_await look_at(redis, std::move(seen)));
  for (Partition p = 0; p < partitions; ++p) {
    const auto server = redis.server_of(redis::key(service, p, "lease"));
    const auto node = std::ranges::find(nodes, server, &RedisNode::node);
    if (node != nodes.end()) node->partitions.push_back(p);
    if (nodes.size() == 1 && node == nodes.end()) nodes.front().partitions.push_back(p);  // behind Sentinels
  }
  co_return nodes;
}

}  // namespace souk::runtime
