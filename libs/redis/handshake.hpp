#pragma once

#include <vector>

#include "redis/client.hpp"
#include "redis/link.hpp"

namespace souk::redis {

// What a connection says before its first call: AUTH, SELECT, CLIENT SETNAME, the demands, the function library when
// Redis has another, then the greeting. Ends with the replies to the greeting. Throws what call() would throw, among it
// Unavailable while Redis is still loading its data.
awaitable<std::vector<Reply>> shake_hands(Link& link, const Options& options, std::vector<Command> greeting);

}  // namespace souk::redis
