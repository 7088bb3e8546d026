// How the library's coroutines await: an error comes back as a value beside the result.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

namespace souk::http {

inline constexpr auto as_result = boost::asio::as_tuple(boost::asio::deferred);

}  // namespace souk::http
