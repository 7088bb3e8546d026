#pragma once

#include <boost/asio/awaitable.hpp>

#include "payment/api/buyer_session.hpp"
#include "payment/app/sign_in.hpp"
#include "payment/store/buyer_orders.hpp"
#include "payment/store/order_store.hpp"
#include "rest/router.hpp"

namespace souk::payment {

// REST over buyers: signing in with a code that comes by mail, and the orders of who has signed in.
class BuyersApi {
 public:
  BuyersApi(SignIn& sign_in, BuyerSessions& sessions, BuyerOrders& index, OrderStore& orders)
      : sign_in_(sign_in), sessions_(sessions), index_(index), orders_(orders) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> send_code(const http::Request&);
  awaitable<http::Response> verify(const http::Request&);
  awaitable<http::Response> show_me(const http::Request&);
  awaitable<http::Response> list_orders(const http::Request&);
  awaitable<http::Response> sign_out(const http::Request&);
  awaitable<http::Response> sign_out_everywhere(const http::Request&, std::optional<SessionId>);

  SignIn& sign_in_;
  BuyerSessions& sessions_;
  BuyerOrders& index_;
  OrderStore& orders_;
};

}  // namespace souk::payment
