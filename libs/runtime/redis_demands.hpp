#pragma once

#include <string_view>
#include <vector>

#include "redis/client.hpp"
#include "runtime/settings.hpp"

namespace souk::runtime {

// What a Redis must fulfil before this service's data may live there: it keeps acknowledged writes (unless
// SOUK_DURABILITY=relaxed), and the data was written with this number of partitions and in this currency, or is the
// first.
std::vector<redis::Demand> demands_of_owner(const Settings&, std::string_view service);

// What it must fulfil before another service's streams are read there: the same number of partitions and the same
// currency, if any data is there.
std::vector<redis::Demand> demands_of_reader(const Settings&, std::string_view service);

}  // namespace souk::runtime
