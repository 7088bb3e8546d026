// What a client is made with.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "redis/command.hpp"
#include "redis/function_library.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace souk::redis {

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
  Milliseconds patience{250};        // calls for a primary of a cluster fail at once when it is away for longer
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

// What a client that needs more than replies learns of a connection. Never called after stop().
struct Hooks {
  std::vector<Command> greeting = {};                                       // the last commands of the handshake
  std::function<void(const std::vector<Reply>&, const Url& node)> up = {};  // with the replies to the greeting
  std::function<void(const Url& node)> down = {};
  std::function<void()> moved = {};        // keys of a cluster: what was read of them may have changed
  std::function<void(Reply)> pushed = {};  // a "message" that no call asked for; without it, it is a call's reply
};

}  // namespace souk::redis
