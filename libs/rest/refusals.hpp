// Refusals that every API has.
#pragma once

#include "http/refusals.hpp"

namespace souk::rest {

inline constexpr Code not_found{"not_found", 404, "Not found"};
inline constexpr Code method_not_allowed{"method_not_allowed", 405, "Method not allowed"};
inline constexpr Code unsupported_media_type{"unsupported_media_type", 415, "Unsupported media type"};
inline constexpr Code internal_error{"internal_error", 500, "Internal error"};

}  // namespace souk::rest
