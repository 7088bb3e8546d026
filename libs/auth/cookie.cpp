#include "auth/cookie.hpp"

#include <algorithm>

#include "http/ascii.hpp"
#include "http/target.hpp"

namespace souk::auth {

using http::Request;
using http::trimmed;

namespace {

// The scheme of the browser's request. Each proxy appends the scheme of the request it received, so the first is the
// browser's.
std::string_view original_scheme(const Request& request) {
  const auto schemes = request.header("X-Forwarded-Proto");
  return trimmed(schemes.substr(0, schemes.find(',')));
}

}  // namespace

std::string read_cookie(const Request& request, std::string_view name) {
  auto rest = request.header("Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = trimmed(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name && equals != std::string_view::npos) {
      return http::percent_decode(pair.substr(equals + 1)).value_or("");
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "";
}

std::string session_cookie(const Request& request, std::string_view name, std::string_view value,
                           std::chrono::seconds age) {
  std::string cookie(name);
  cookie.append("=").append(value).append("; HttpOnly; SameSite=Strict; Path=/; Max-Age=");
  cookie.append(std::to_string(age.count()));
  if (http::same_word(original_scheme(request), "https")) cookie.append("; Secure");
  return cookie;
}

}  // namespace souk::auth
