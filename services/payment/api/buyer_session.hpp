#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "http/message.hpp"
#include "payment/app/sign_in.hpp"
#include "payment/domain/visitor.hpp"

namespace souk::payment {

// The session of a buyer's browser, in a cookie.
class BuyerSessions {
 public:
  static constexpr std::string_view cookie_name = "souk_buyer";

  // `origins`: pages of these may use a session, in addition to pages of our own host.
  BuyerSessions(SignIn& sign_in, std::vector<std::string> origins) : sign_in_(sign_in), origins_(std::move(origins)) {}

  // Who has signed in; nothing: a guest. Without a cookie nothing is asked of Redis. Refused: other_origin, for a
  // request that changes something and has a cookie. Throws Unavailable when Redis is down.
  awaitable<Outcome<std::optional<Buyer>>> buyer_of(const http::Request&);
  awaitable<Outcome<std::optional<CustomerId>>> customer_of(const http::Request&);

  // Who may place an order, with what the request says of it. Refused as buyer_of(). Redis is not asked: a session may
  // have ended, so there is no buyer before verify().
  Outcome<Visitor> visitor_of(const http::Request&) const;
  awaitable<void> verify(Visitor&);  // one with a session: who it is; without one that has not ended, a guest

  // What the cookie holds; nothing: no cookie, or one that is no session's. Refused as buyer_of().
  Outcome<std::optional<SessionId>> session_of(const http::Request&) const;

  // Refused with other_origin unless a page of ours, or no page, sent it.
  Outcome<void> own_page(const http::Request&) const;

  static bool has_cookie(const http::Request&);
  static std::string cookie(const http::Request&, const SessionId&);  // the value of Set-Cookie
  static std::string no_cookie(const http::Request&);

 private:
  SignIn& sign_in_;
  std::vector<std::string> origins_;
};

}  // namespace souk::payment
