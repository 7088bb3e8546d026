#pragma once

#include "auth/login_throttle.hpp"
#include "payment/app/order_finder.hpp"

namespace souk::payment {

// Wrong pairs of an order's number and an e-mail address are limited as wrong tokens are.
class GuessLimit final : public Guesses {
 public:
  std::optional<std::chrono::seconds> wait(std::string_view client) const override {
    return throttle_.wait(client, SteadyClock::now());
  }
  void failed(std::string_view client) override { throttle_.failed(client, SteadyClock::now()); }

 private:
  auth::LoginThrottle throttle_;
};

}  // namespace souk::payment
