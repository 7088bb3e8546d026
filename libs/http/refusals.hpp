// Refusals of the protocol itself, before there is a whole request.
#pragma once

#include "base/refusal.hpp"

namespace souk::http {

inline constexpr Code bad_request{"bad_request", 400, "Bad request"};
inline constexpr Code request_timeout{"request_timeout", 408, "Request timeout"};
inline constexpr Code body_too_large{"body_too_large", 413, "Body too large"};
inline constexpr Code uri_too_long{"uri_too_long", 414, "URI too long"};
inline constexpr Code header_too_large{"header_too_large", 431, "Header too large"};
inline constexpr Code not_implemented{"not_implemented", 501, "Not implemented"};

}  // namespace souk::http
