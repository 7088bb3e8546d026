// The header Last-Event-ID (WHATWG HTML, 9.2): a client that connects again names the last event that it has seen.
#pragma once

#include <string>

#include "rest/message.hpp"

namespace souk::rest {

constexpr const char* last_event_id_name = "Last-Event-ID";

// Empty when the client has seen none.
inline std::string last_event_id(const Request& request) {
  return std::string(request.header(last_event_id_name));
}

}  // namespace souk::rest
