#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/unavailable.hpp"
#include "redis/command.hpp"
#include "redis/error_reply.hpp"
#include "redis/node.hpp"
#include "redis/options.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace souk::redis {

using boost::asio::awaitable;

// A pipelined client. One thread; every member is called on the executor's thread.
//
// Each connection joins what waits into one write. When a connection is lost, its oldest sent call passes its deadline,
// or a replica does not get what was written, the calls sent on it fail as Unavailable, since they may have run. Calls
// that were not sent stay for the next connection until their own deadline.
//
// Where Sentinels know the primary, they are asked at each connect, and every two seconds: when they name another one,
// the connection is lost.
//
// A server that is a node of a Redis Cluster stands for all its primaries. Each has connections of its own, and a
// command goes to the one that has its key. A redirection is followed; what cannot be served at this moment is sent
// again until the deadline.
class Client {
 public:
  Client(boost::asio::any_io_executor, Options, Hooks = {});
  ~Client();  // as stop(); calls under way fail as Unavailable
  Client(const Client&) = delete;

  // The reply, never an error reply. Throws Unavailable (away, late, full, or Redis cannot serve now: LOADING, OOM,
  // READONLY, MISCONF, NOREPLICAS, MASTERDOWN, CLUSTERDOWN, BUSY, TRYAGAIN, HELD) or Unexpected (any other error
  // reply).
  awaitable<Reply> call(Command);

  // Sent together on one connection, replies in the same order; error replies are left among them for the caller to see
  // (raise_if_error). Throws Unavailable when the connection is lost before the last reply. In a cluster, on a
  // connection of each primary that has a key of them, and a command without a key goes with the next that has one.
  // Those that were lost have an error reply, for which raise_if_error throws Unavailable; it is thrown at once when
  // all were lost.
  awaitable<std::vector<Reply>> pipeline(std::vector<Command>);

  // Of a node that a hook named. Not redirected.
  awaitable<Reply> call_at(Url node, Command);

  // Where the key is at this moment, as an address; empty: nowhere. What is at one server may be read together.
  std::string server_of(std::string_view key) const;
  bool reaches(std::string_view key) const;  // a connection to that server is up
  std::vector<Node> nodes() const;

  bool connected() const;         // each known server has at least one connection that is up and its library loaded
  bool connected_to_any() const;  // some server has
  bool connected_to_all() const;  // and all servers are known: those of a cluster that is being made are not yet
  std::string problem() const;    // why not, in words; empty while connected
  void stop();                    // closes every connection and connects no more

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace souk::redis
