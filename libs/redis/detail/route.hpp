#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <span>
#include <vector>

#include "base/clock.hpp"
#include "redis/command.hpp"
#include "redis/detail/servers.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {

// The error reply of what was lost.
bool is_lost(const Reply&);

// Sends each command to the server that has its key, all at once; one without a key goes with the next that has one.
// What is redirected, or cannot be served at this moment, is sent again, but not after `end`; a server that is away is
// waited for only for a moment. The replies are in the order of the commands. What was lost has an error reply that
// begins with UNAVAILABLE, since it may have run.
awaitable<std::vector<Reply>> route(boost::asio::any_io_executor, std::shared_ptr<Servers>,
                                    std::span<const Command> commands, SteadyClock::time_point since,
                                    SteadyClock::time_point end);

}  // namespace souk::redis::detail
