#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/login_throttle.hpp"
#include "auth/staff_sessions.hpp"
#include "rest/router.hpp"

namespace souk::auth {

using http::Request;
using http::Response;

inline constexpr Code unauthorized{"unauthorized", 401, "Unauthorized"};
inline constexpr Code too_many_requests{"too_many_requests", 429, "Too many requests"};

// Authenticates the store's admin by the token, sent as "Authorization: Bearer", or by the cookie of a session. The
// cookie has a random id, never the token. Wrong tokens are counted: after too many a client is refused even with the
// right one, so that more guesses reveal nothing. A session's id cannot be guessed, so it is not counted.
class AdminAuth {
 public:
  // Without a token every client is the admin. `origins`: pages of these may use the cookie, in addition to pages of
  // our own host.
  AdminAuth(std::optional<std::string> token, std::vector<std::string> origins);
  AdminAuth(const AdminAuth&) = delete;

  // Where sessions are kept; it outlives every request. A process with add_routes() has one; without one no cookie is
  // accepted.
  void keep_sessions_in(StaffSessions& sessions) { sessions_ = &sessions; }

  rest::Guard guard();  // holds a reference to this

  // Adds GET, POST and DELETE /session: sign-in with a cookie that every process with the same token and the same
  // sessions accepts.
  void add_routes(rest::Router&);

 private:
  enum class Standing { admin, anonymous, other_origin, wrong, throttled };
  awaitable<std::optional<Response>> check(const Request&);
  awaitable<Response> show_session(const Request&);
  awaitable<Response> sign_in(const Request&);
  awaitable<Response> sign_out(const Request&);

  awaitable<Standing> standing_of(const Request&);
  awaitable<Standing> standing_of_session(std::string id);
  Standing standing_of_token(const Request&, std::string_view token);
  std::string proof_of(std::string_view session) const;
  Response refusal(Standing, const Request&) const;
  Response with_cookie_removed(Response, const Request&) const;

  std::optional<std::string> token_;
  std::vector<std::string> origins_;
  StaffSessions* sessions_ = nullptr;
  LoginThrottle throttle_;
};

}  // namespace souk::auth
