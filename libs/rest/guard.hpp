#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <vector>

#include "rest/message.hpp"

namespace souk::rest {

// Nothing: the request may pass; else its answer. May throw Unavailable.
using Check = std::function<boost::asio::awaitable<std::optional<Response>>(const Request&)>;

// Not while it cannot be known. For what everybody may read, and who passes may read more of.
boost::asio::awaitable<bool> passes(const Check&, const Request&);

// Decides which requests may use the routes that are guarded(). The router knows only these functions and facts; auth
// implements them.
struct Guard {
  Check check = {};
  std::vector<Code> refusals = {};   // the codes of these answers
  boost::json::object schemes = {};  // OpenAPI's securitySchemes: any one of them is enough
  bool optional = true;              // a request without credentials passes, too
};

}  // namespace souk::rest
