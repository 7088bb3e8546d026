// A response as bytes.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace souk::http {

struct Envelope {
  std::string_view request_id;
  bool head_only = false;  // the answer to HEAD: the Content-Length of the answer to GET, without the body
  bool close = false;      // says "Connection: close"
};

// Appends the whole message, to be written at once. A line break inside a header value becomes a space.
void write_response(const Response&, const Envelope&, std::string& out);

}  // namespace souk::http
