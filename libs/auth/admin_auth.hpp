#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/login_throttle.hpp"
#include "rest/router.hpp"

namespace souk::auth {

using http::Request;
using http::Response;

inline constexpr Code unauthorized{"unauthorized", 401, "Unauthorized"};
inline constexpr Code too_many_requests{"too_many_requests", 429, "Too many requests"};

// Authenticates the store's admin by the token, sent as "Authorization: Bearer" or in the cookie of a session. Wrong
// tokens are counted. After too many a client is refused even with the right one, so that more guesses reveal nothing.
class AdminAuth {
 public:
  // Without a token every client is the admin. `origins`: pages of these may use the cookie, in addition to pages of
  // our own host.
  AdminAuth(std::optional<std::string> token, std::vector<std::string> origins);
  AdminAuth(const AdminAuth&) = delete;

  rest::Guard guard();  // holds a reference to this

  // Adds GET, POST and DELETE /session: sign-in with a cookie that every process with the same token accepts.
  void add_routes(rest::Router&);

 private:
  enum class Standing { admin, anonymous, other_origin, wrong, throttled };
  std::optional<Response> check(const Request&);
  Response show_session(const Request&);
  Response sign_in(const Request&);
  Response sign_out(const Request&) const;

  Standing standing_of(const Request&);
  Standing standing_of(const Request&, std::string_view token);
  bool is_own_page(const Request&) const;
  Response refusal(Standing, const Request&) const;
  std::string cookie(const Request&, std::string_view value, long seconds) const;

  std::optional<std::string> token_;
  std::vector<std::string> origins_;
  LoginThrottle throttle_;
};

}  // namespace souk::auth
