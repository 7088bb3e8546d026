#pragma once

#include <vector>

#include "redis/client.hpp"
#include "redis/link.hpp"

namespace souk::redis {

// Redis answers, but has another user, password or database, or gives the user too few rights.
struct NotLetIn : Unavailable {
  explicit NotLetIn(const std::string& why) : Unavailable(Dependency::database, why) {}
};

// What a connection says before its first call: AUTH, SELECT, CLIENT SETNAME, the demands, the function library when
// Redis has another, then the greeting. Ends with the replies to the greeting. Throws what call() would throw, among it
// Unavailable while Redis is still loading its data, and NotLetIn; a demand that is not fulfilled is told to
// on_refused.
awaitable<std::vector<Reply>> shake_hands(Link& link, const Options& options, std::vector<Command> greeting);

}  // namespace souk::redis
