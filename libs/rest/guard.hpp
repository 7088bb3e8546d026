#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <vector>

#include "rest/message.hpp"

namespace souk::rest {

// Decides which requests may use the routes that are guarded(). The router knows only these functions and facts; auth
// implements them.
struct Guard {
  // Nothing: the request may pass; else its answer. May throw Unavailable.
  std::function<boost::asio::awaitable<std::optional<Response>>(const Request&)> check = {};
  std::vector<Code> refusals = {};   // the codes of these answers
  boost::json::object schemes = {};  // OpenAPI's securitySchemes: any one of them is enough
  bool optional = true;              // a request without credentials passes, too
};

}  // namespace souk::rest
