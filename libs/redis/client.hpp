#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/unavailable.hpp"
#include "redis/command.hpp"
#include "redis/function_library.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace souk::redis {

using boost::asio::awaitable;

// What a Redis must fulfil before a connection to it is used. Demands are checked one after the other; in a cluster by
// every primary, but those about a key by the one that has it. `refusal` also gets an error reply, except one that says
// that Redis cannot serve now.
struct Demand {
  Command question;
  std::optional<Command> if_nil;  // sent when the reply is nil, to set the value; then the question is sent again
  std::function<std::optional<std::string>(const Reply&)> refusal;  // why not; nothing: fulfilled
};

struct Options {
  Url url;
  // How many the primary has, exactly. Each reply is held until all of them have what it shows, so a failover to any of
  // them loses nothing that was answered. 0: replies are not held, and replicas are not counted.
  unsigned replicas = 0;
  std::string name;                  // CLIENT SETNAME, so that CLIENT LIST reads well
  Milliseconds deadline{2000};       // of every call, from call() to its reply, connected or not
  Milliseconds patience{250};        // ... and of a call for a primary of a cluster that is away
  std::size_t connections = 1;       // calls are spread over them in turn
  std::size_t max_waiting = 16'384;  // calls not yet answered, all connections together; one more is Busy
  Milliseconds least_backoff{50};    // between attempts to connect: doubled each time, with jitter, ...
  Milliseconds most_backoff{2000};   // ... up to this
  std::vector<Demand> demands = {};
  // Called when a demand fails, or when Redis rejects the user on the first connection.
  std::function<void(std::string_view why)> on_refused = {};
  std::optional<FunctionLibrary> library = {};  // loaded before the first call of a connection
  // After each call: the command's name (of FCALL the function's), how long it took, and whether it was answered.
  std::function<void(std::string_view command, SteadyClock::duration, bool answered)> observe = {};
};

// A server that has the data, or some of it, as a client sees it.
struct Node {
  Url url;  // of the server; of several hosts, as long as none of them was reached
  bool up = false;
  std::string problem = {};             // why not
  std::optional<Timestamp> since = {};  // when it was reached
};

namespace detail {
struct Hooks;
}

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
  Client(boost::asio::any_io_executor, Options);
  Client(boost::asio::any_io_executor, Options, detail::Hooks);  // for classes here that listen to its connections
  ~Client();                                                     // as stop(); calls under way fail as Unavailable
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

bool is_unavailable(const Reply&);  // an error that means that Redis cannot serve now
// Throws as raise_if_error() does when no server of a pipeline can serve now.
void expect_available(const std::vector<Reply>&);
// The replies of those that can; throws when none can.
std::vector<Reply> only_available(std::vector<Reply>);
// Throws what call() would throw for this reply; returns it otherwise.
Reply raise_if_error(Reply);

}  // namespace souk::redis
