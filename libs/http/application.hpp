#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <string_view>

#include "base/refusal.hpp"
#include "http/message.hpp"

namespace souk::http {

// What a server serves. The application builds the answers; the server sends them.
class Application {
 public:
  virtual ~Application() = default;

  // Returns the answer to a request; never throws. Sets `route` to the pattern that matched, for metrics.
  virtual boost::asio::awaitable<Response> handle(Request&, std::string_view& route) = 0;

  // The most bytes that the body of this request may have, of which only the head has arrived; `usual` is what any
  // request may have. A refusal ends the request.
  virtual boost::asio::awaitable<Outcome<std::size_t>> body_limit(const Request&, std::size_t usual) {
    co_return usual;
  }

  // Returns the answer to a request that did not arrive whole: malformed, too large, too slow, or on one connection too
  // many. The request has only the fields that could be read: its id, and perhaps its Origin.
  virtual Response refuse(const Request&, const Refusal&) const = 0;
};

}  // namespace souk::http
