#pragma once

#include <string_view>
#include <vector>

#include "redis/client.hpp"
#include "runtime/settings.hpp"

namespace souk::runtime {

// The demands on a Redis with this service's own data. It keeps acknowledged writes (unless SOUK_DURABILITY=relaxed).
// Its data, if any, was written with this number of partitions and in this currency.
std::vector<redis::Demand> demands_of_owner(const Settings&, std::string_view service);

// The demands on a Redis whose streams of another service are read: its data, if any, has the same number of partitions
// and the same currency.
std::vector<redis::Demand> demands_of_reader(const Settings&, std::string_view service);

}  // namespace souk::runtime
