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

// Sends each command to the server that has its key, all at once; one without a key goes with the next that has one.
// What is redirected, or cannot be served at this moment, is sent again until the deadline; a server that is away is
// waited for only until it has been for as long as Options::patience says, since what others have of these commands
// waits as long. The replies are in the order of the commands. What was lost has a lost_reply().
awaitable<std::vector<Reply>> route(boost::asio::any_io_executor, std::shared_ptr<Servers>,
                                    std::span<const Command> commands, SteadyClock::time_point since, const Options&);

}  // namespace souk::redis::detail
