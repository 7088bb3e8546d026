#pragma once

#include <string_view>

#include "redis/command.hpp"

namespace souk::payment {

// A write of one command. Unlike the command alone it is refused while the key's partition is moved to another server,
// where it could be lost. What frees memory also runs when memory is full.
template <class... Words>
redis::Command change(std::string_view command, std::string_view key, const Words&... words) {
  const bool removes = command == "UNLINK" || command == "HDEL" || command == "ZREM";
  redis::Call call(removes ? "payment_remove" : "payment_change");
  call.key(key).arg(command);
  (call.arg(words), ...);
  return call;
}

}  // namespace souk::payment
