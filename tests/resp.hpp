#pragma once

#include <string>
#include <string_view>

namespace souk::redis {

// A text as Redis sends it.
inline std::string bulk(std::string_view text) {
  return "$" + std::to_string(text.size()) + "\r\n" + std::string(text) + "\r\n";
}

}  // namespace souk::redis
