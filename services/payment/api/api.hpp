#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/event_stream.hpp"
#include "http/router.hpp"
#include "payment/app/checkout.hpp"
#include "payment/domain/shop.hpp"
#include "payment/store/live_orders.hpp"
#include "payment/store/orders.hpp"

namespace souk::payment {

// REST over orders and what they cost.
class Api {
 public:
  Api(Checkout& checkout, Orders& orders, LiveOrders& live, unsigned partitions, Shop shop)
      : checkout_(checkout), orders_(orders), live_(live), partitions_(partitions), shop_(std::move(shop)) {}

  void add_routes(http::Router&);

 private:
  // In checkout.cpp.
  void add_checkout(http::Router&);
  awaitable<http::Response> show_shop(const http::Request&);
  awaitable<http::Response> quote(const http::Request&);
  awaitable<http::Response> place_order(const http::Request&);
  awaitable<http::Response> abandon_order(const http::Request&);

  awaitable<http::Response> list_orders(const http::Request&);
  awaitable<http::Response> get_order(const http::Request&);
  // In live.cpp.
  awaitable<http::Response> watch_order(const http::Request&);
  awaitable<void> tell_steps(http::EventStream&, Ulid pk, int seen);

  Checkout& checkout_;
  Orders& orders_;
  LiveOrders& live_;
  unsigned partitions_;
  Shop shop_;
};

}  // namespace souk::payment
