#pragma once

#include <boost/asio/awaitable.hpp>

#include "payment/app/visitors.hpp"
#include "rest/router.hpp"

namespace souk::payment {

// REST over who places orders, for the store.
class VisitorsApi {
 public:
  explicit VisitorsApi(Visitors& visitors) : visitors_(visitors) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> list(const http::Request&);
  awaitable<http::Response> cancel(const http::Request&);

  Visitors& visitors_;
};

}  // namespace souk::payment
