#pragma once

#include <boost/asio/awaitable.hpp>
#include <expected>
#include <string>

#include "payment/app/order_finder.hpp"
#include "payment/store/buyer_store.hpp"

namespace souk::payment {

// Why a code does not sign a buyer in. Nothing: it is wrong, was used or has expired; which of them is not said.
struct Denied {
  std::optional<std::chrono::seconds> wait = {};  // after too many wrong codes, or too many requests for one
};

// The use cases of a buyer who signs in. An address need not be known: who proves it is its buyer, so no answer depends
// on whether it has orders. Every member throws Unavailable when Redis is down.
class SignIn {
 public:
  SignIn(BuyerStore& buyers, Guesses& guesses) : buyers_(buyers), guesses_(guesses) {}

  // Has a code sent to the address. `client`: who counts as the one that asks.
  awaitable<std::expected<void, Denied>> send_code(std::string client, Email);
  // While too many were wrong, of the address or from the client, the right code is refused, too.
  awaitable<std::expected<SessionId, Denied>> verify(std::string client, Email, SignInCode);

  awaitable<std::optional<Buyer>> find(SessionId session) { return buyers_.find(std::move(session)); }
  awaitable<void> sign_out(SessionId session) { return buyers_.end_session(std::move(session)); }
  // Every session of the buyer. False: this one has ended, so it is not known whose they are.
  awaitable<bool> sign_out_everywhere(SessionId);

 private:
  BuyerStore& buyers_;
  Guesses& guesses_;
};

}  // namespace souk::payment
