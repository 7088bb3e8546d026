#pragma once

#include <vector>

#include "base/unavailable.hpp"
#include "redis/detail/link.hpp"
#include "redis/detail/reply_reader.hpp"
#include "redis/options.hpp"

namespace souk::redis::detail {

// Redis answers, but has another user, password or database, or gives the user too few rights.
struct LoginRefused : Unavailable {
  explicit LoginRefused(const std::string& why) : Unavailable(Dependency::database, why) {}
};

// What a connection sends before its first call: AUTH, PING, SELECT, CLIENT SETNAME, where there are Sentinels or
// replicas ROLE and WAIT, the demands, the function library when Redis has another, then the greeting. Returns the
// replies to the greeting. Throws what call() would throw, among it Unavailable while Redis is still loading its data,
// is no primary or has other replicas than expected, and LoginRefused; a demand that is not fulfilled is reported to
// on_refused.
awaitable<std::vector<Reply>> shake_hands(Link& link, ReplyReader& reader, const Options& options,
                                          std::vector<Command> greeting);

}  // namespace souk::redis::detail
