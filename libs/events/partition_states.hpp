#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

#include "base/partition.hpp"
#include "redis/client.hpp"

namespace souk::events {

// Whether a partition is on the server that has its slot, and may be written: partition.lua says what its values mean.
std::string state_key(std::string_view service, Partition);

// Opens all partitions of a service, whose library is loaded, when none has a state yet: a new shop, or data of before
// there were states. May be interrupted and repeated. A partition without a state among others that are open is one
// whose data was lost: throws Unexpected, which names them. Throws Unavailable as a call does.
boost::asio::awaitable<void> open_partitions(redis::Client&, std::string_view service, unsigned partitions);

}  // namespace souk::events
