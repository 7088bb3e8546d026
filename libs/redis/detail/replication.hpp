#pragma once

#include <vector>

#include "redis/command.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {

// The question whether exactly so many replicas have what was written before it: WAIT and ROLE. ROLE stands behind,
// since a replica that has come meanwhile counts for WAIT in the place of another.
std::vector<Command> replication(unsigned replicas);

// The replies to these two. They throw Unavailable when it is not so.
void expect_acknowledged(const Reply& wait, unsigned replicas);
void expect_primary(const Reply& role, unsigned replicas);  // with 0 it may have any number

}  // namespace souk::redis::detail
