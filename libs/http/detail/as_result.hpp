// How the coroutines of this library await: an error is returned as a value next to the result.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

namespace souk::http {

inline constexpr auto as_result = boost::asio::as_tuple(boost::asio::deferred);

}  // namespace souk::http
