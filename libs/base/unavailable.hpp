#pragma once

#include <stdexcept>

namespace souk {

// A part that we need is away, or did not answer in time. A call that failed so may have run all the same: repeat only
// what carries its own idempotency record. Becomes 503 with Retry-After in one place.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// It is there, but more waits for it already than it may: nothing was asked of it.
struct Busy : Unavailable {
  using Unavailable::Unavailable;
};

}  // namespace souk
