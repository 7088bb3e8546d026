#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "redis/command.hpp"
#include "redis/detail/link.hpp"
#include "redis/detail/reply_reader.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {

// Sends the commands and waits for as many replies, error replies among them. Throws ProtocolError, and what Link does.
awaitable<std::vector<Reply>> ask(Link&, ReplyReader&, std::vector<Command>);

}  // namespace souk::redis::detail
