#pragma once

#include "base/clock.hpp"

namespace souk {

// What is known of the time at another machine: it is between these two, both included.
struct TimeRange {
  Timestamp earliest, latest;
};

}  // namespace souk
