#pragma once

#include <string>

#include "load/driver.hpp"

namespace souk::bench {

struct Watched {
  std::size_t watchers = 0, found = 0, lost = 0;
  std::uint64_t events = 0, bytes = 0;
  double last_found_at = 0;  // seconds of the monotonic clock: when the last watcher received the text
};

// Each connection sends the request and receives events until one of them contains the text, at most for the plan's
// time. Prints "watching" on standard error when every connection has received its first event.
Watched follow(const Plan& plan, const std::string& request, const std::string& text);

}  // namespace souk::bench
