#pragma once

#include <stdexcept>
#include <string>

namespace souk {

enum class Dependency { database, service };

// What we depend on is away, or did not answer in time. A call that failed so may have run all the same: repeat only
// what carries its own idempotency record. Becomes 503 with Retry-After in one place.
struct Unavailable : std::runtime_error {
  Unavailable(Dependency which, const std::string& why) : runtime_error(why), dependency(which) {}

  Dependency dependency;
};

// It is there, but more waits for it already than it may: nothing was asked of it.
struct Busy : Unavailable {
  using Unavailable::Unavailable;
};

}  // namespace souk
