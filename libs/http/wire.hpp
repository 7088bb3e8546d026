// A response as bytes.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace souk::http {

struct Envelope {
  std::string_view request_id;
  bool head_only = false;  // the answer to HEAD: as long as that to GET, and empty
  bool close = false;      // says "Connection: close"
};

// Appends the whole message, to be written at once. What would end a header line early is written as a space.
void write_response(const Response&, const Envelope&, std::string& out);

std::string_view reason(unsigned status);

}  // namespace souk::http
