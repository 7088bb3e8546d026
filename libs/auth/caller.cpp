#include "auth/caller.hpp"

#include "auth/admin_cookie.hpp"
#include "auth/cookie.hpp"
#include "secrets/secrets.hpp"

namespace souk::auth {

constexpr std::size_t shown_digits = 8;

std::string caller_of(const http::Request& request) {
  if (!request.header("Authorization").empty()) return "token";
  const auto session = read_cookie(request, admin_cookie);
  if (session.empty()) return "anyone";
  return "session " + secrets::sha256_hex(session).substr(0, shown_digits);
}

}  // namespace souk::auth
