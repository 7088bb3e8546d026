#pragma once

#include <string_view>
#include <vector>

#include "base/settings.hpp"
#include "redis/client.hpp"

namespace souk::runtime {

// What a Redis must fulfil before a service's data may live there: it keeps acknowledged writes (unless
// SOUK_DURABILITY=relaxed), and it has been used with this number of partitions or with none.
std::vector<redis::Demand> redis_demands(const Settings&, std::string_view service);

}  // namespace souk::runtime
