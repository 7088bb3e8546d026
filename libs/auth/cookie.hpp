// The cookie of a session: no script sees it, and no page of another site sends it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace souk::auth {

// The value, percent-decoded; empty when there is no such cookie.
std::string read_cookie(const http::Request&, std::string_view name);

// The value of Set-Cookie: HttpOnly, SameSite=Strict, Secure when the browser came through TLS. `value` has characters
// of a cookie only. Zero seconds: the browser forgets it.
std::string session_cookie(const http::Request&, std::string_view name, std::string_view value, std::chrono::seconds);

}  // namespace souk::auth
