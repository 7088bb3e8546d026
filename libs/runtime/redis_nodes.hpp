#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "describe/describe.hpp"
#include "redis/client.hpp"

namespace souk::runtime {

// A server that has a service's data: the one Redis, or a primary of a cluster.
struct RedisNode {
  std::string node;                          // its address
  bool up;                                   // this process has a connection to it
  std::optional<std::string> problem;        // why not
  std::optional<Timestamp> since;            // of the connection; after a failover, to the promoted server
  std::optional<std::int64_t> replicas;      // that are in contact with it
  std::optional<std::int64_t> behind_bytes;  // how far the last of them is behind
  std::vector<std::int64_t> partitions;      // of the service
};
BOOST_DESCRIBE_STRUCT(RedisNode, (), (node, up, problem, since, replicas, behind_bytes, partitions))

boost::asio::awaitable<std::vector<RedisNode>> redis_nodes(redis::Client&, std::string_view service,
                                                           unsigned partitions);

}  // namespace souk::runtime
