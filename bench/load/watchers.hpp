#pragma once

#include <string>

#include "load/driver.hpp"

namespace souk::bench {

struct Watched {
  std::size_t watchers = 0, found = 0, lost = 0;
  std::uint64_t events = 0, bytes = 0;
  double last_found_at = 0;  // seconds of the monotonic clock: when the last watcher saw the text
};

// Each connection sends the request and takes events until one of them holds the text, for the plan's time at most.
// "watching" on standard error tells that all have had their first event.
Watched follow(const Plan& plan, const std::string& request, const std::string& text);

}  // namespace souk::bench
