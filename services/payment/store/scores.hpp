// Sorted sets whose scores are times, in milliseconds: what is due when.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "redis/command.hpp"
#include "redis/reply.hpp"

namespace souk::payment {

Timestamp time_of_score(std::string_view);

// Asks for the first entry of a set; first_time() reads the reply, nothing when the set is empty.
redis::Command first_entry(std::string_view key);
std::optional<Timestamp> first_time(const redis::Reply&);

}  // namespace souk::payment
