#pragma once

#include "redis/reply.hpp"

namespace souk::redis::detail {

// The reply to ROLE must be that of a primary, and with `replicas` it must have exactly so many that are online. Throws
// Unavailable.
void expect_primary(const Reply& role, unsigned replicas);

}  // namespace souk::redis::detail
