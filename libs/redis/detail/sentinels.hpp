#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "redis/url.hpp"

namespace souk::redis::detail {

using boost::asio::awaitable;

// Where the primary is, as the Sentinels of the URL know it. All are asked at once, with the user and password of the
// URL for those that want one. Of their answers that of the highest epoch counts, and of several such the one that most
// give: one that was away may still name the primary before the last failover. Throws Unavailable when none answers
// within 500 ms.
awaitable<Url::Address> find_primary(boost::asio::any_io_executor, Url);

}  // namespace souk::redis::detail
