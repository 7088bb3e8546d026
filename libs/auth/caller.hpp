// What the store calls somebody whom the guard has let in.
#pragma once

#include <string>

#include "http/message.hpp"

namespace souk::auth {

// "token" for the bearer token; "session 1f2e3d4c" for a session of the staff, which is the same for all requests of a
// sign-in and tells nothing of its id; "anyone" in a shop without a token.
std::string caller_of(const http::Request&);

}  // namespace souk::auth
