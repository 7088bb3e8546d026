#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "http/router.hpp"
#include "payment/store/catalogue.hpp"
#include "payment/store/live_orders.hpp"
#include "payment/store/orders.hpp"

namespace souk::payment {

// REST over orders.
class Api {
 public:
  Api(Orders& orders, LiveOrders& live, Catalogue& catalogue, unsigned partitions, unsigned fee_percent)
      : orders_(orders), live_(live), catalogue_(catalogue), partitions_(partitions), fee_percent_(fee_percent) {}

  void add_routes(http::Router&);

 private:
  struct Placed {
    Order order;
    bool replayed;
  };
  awaitable<http::Response> place_order(const http::Request&);
  awaitable<Outcome<Placed>> place(NewOrder wanted, std::string idempotency_key);
  awaitable<http::Response> list_orders(const http::Request&);
  awaitable<http::Response> get_order(const http::Request&);
  // In live.cpp.
  awaitable<http::Response> watch_order(const http::Request&);
  awaitable<void> tell_steps(http::EventStream&, Ulid pk, int seen);

  Orders& orders_;
  LiveOrders& live_;
  Catalogue& catalogue_;
  unsigned partitions_, fee_percent_;
};

}  // namespace souk::payment
