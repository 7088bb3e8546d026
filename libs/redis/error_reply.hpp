// What an error reply means for its caller.
#pragma once

#include <string>
#include <vector>

#include "base/unavailable.hpp"
#include "redis/reply.hpp"

namespace souk::redis {

Reply lost_reply(const std::string& why);  // of a command that may have run
bool is_lost(const Reply&);
bool is_unavailable(const Reply&);  // an error that means that Redis cannot serve now
// Throws as raise_if_error() does when no server of a pipeline can serve now.
void expect_available(const std::vector<Reply>&);
// The replies of those that can; throws when none can.
std::vector<Reply> only_available(std::vector<Reply>);
// Throws what Client::call() would throw for this reply; returns it otherwise.
Reply raise_if_error(Reply);

}  // namespace souk::redis
