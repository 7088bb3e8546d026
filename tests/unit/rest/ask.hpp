// Asks a router as a server does.
#pragma once

#include <string>

#include "rest/router.hpp"
#include "unit/http/run.hpp"

namespace souk::rest::testing {

using http::testing::header;

struct Routed {
  Response response;
  std::string route;
};

inline Routed ask(Router& router, Request request) {
  boost::asio::io_context io(1);
  std::string_view route;
  request.id = "r1";
  auto response = http::testing::run(io, router.handle(request, route));
  return {std::move(response), std::string(route)};
}

}  // namespace souk::rest::testing
