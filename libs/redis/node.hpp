#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "redis/url.hpp"

namespace souk::redis {

// A server that has the data, or some of it, as a client sees it.
struct Node {
  Url url;  // of the server; of several hosts, as long as none of them was reached
  bool up = false;
  std::string problem = {};             // why not
  std::optional<Timestamp> since = {};  // when it was reached
};

}  // namespace souk::redis
