#pragma once

#include <stdexcept>
#include <string>

namespace souk {

enum class Dependency { database, service };

// A dependency is down or did not answer in time. The failed call may have run all the same, so repeat only calls that
// carry their own idempotency record. It becomes 503 with Retry-After in one place.
struct Unavailable : std::runtime_error {
  Unavailable(Dependency which, const std::string& why) : runtime_error(why), dependency(which) {}

  Dependency dependency;
};

// The dependency is up, but too many calls wait for it already. This call was not sent.
struct Busy : Unavailable {
  using Unavailable::Unavailable;
};

}  // namespace souk
