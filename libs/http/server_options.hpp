#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "http/message.hpp"

namespace souk::http {

// A request and its answer, for metrics and logs.
struct Exchange {
  Method method;
  std::string_view route;  // the pattern
  std::string_view path;
  unsigned status;
  SteadyClock::duration took;
  std::string_view request_id;
  std::string_view code;  // of a refusal, "sold_out"; empty otherwise
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 0;              // 0: any free one
  bool share_port = true;               // SO_REUSEPORT: other processes may listen on it, too
  std::size_t max_header = 16 * 1024;   // bytes; more is 431
  std::size_t max_target = 8 * 1024;    // bytes; more is 414
  std::size_t max_body = 1024 * 1024;   // bytes; more is 413, unless the application allows more (body_limit)
  Milliseconds header_timeout{10'000};  // from the first byte (or the accept) to the full header; then 408
  Milliseconds body_timeout{30'000};    // for the whole body; then 408; n times that for a limit of n times max_body
  Milliseconds idle_timeout{75'000};    // between two requests of a connection; then it is closed
  Milliseconds write_timeout{
      30'000};  // for a response or an event that the client does not read; then the connection is closed
  Milliseconds comment_interval{15'000};  // a silent event stream sends a comment after this time
  // bytes of answers that clients have not read; above this the slowest client is disconnected
  std::size_t max_unread = 64 * 1024 * 1024;
  std::size_t max_connections = 10'000;  // one more replaces a silent one; if there is none, 503 and closed
  std::function<void(const Exchange&)> observe = {};
};

}  // namespace souk::http
