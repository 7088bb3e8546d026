#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "http/router.hpp"

namespace souk::http {

// What was asked and answered, for metrics and logs.
struct Exchange {
  Method method;
  std::string_view route;  // the pattern
  std::string_view path;
  unsigned status;
  SteadyClock::duration took;
  std::string_view request_id;
  std::string_view code;  // of the refusal, "sold_out"; empty when it was served
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 0;                // 0: any free one
  bool share_port = true;                 // SO_REUSEPORT: other processes may listen on it, too
  std::size_t max_header = 16 * 1024;     // bytes; 431 behind it
  std::size_t max_target = 8 * 1024;      // bytes; 414 behind it
  std::size_t max_body = 1024 * 1024;     // bytes; 413 behind it
  Milliseconds header_timeout{10'000};    // from the first byte (or the accept) to the full header, 408
  Milliseconds body_timeout{30'000};      // for the whole body, 408
  Milliseconds idle_timeout{75'000};      // between two requests of a connection: closed
  Milliseconds write_timeout{30'000};     // for a response or an event the client does not take: closed
  Milliseconds comment_interval{15'000};  // a stream of events that says nothing for so long sends a comment
  // bytes of answers that their clients have not taken yet; behind it the client that is slowest is closed
  std::size_t max_unread = 64 * 1024 * 1024;
  std::size_t max_connections = 10'000;  // one more takes the place of one that is silent; if none is, 503 and closed
  std::function<void(const Exchange&)> observe = {};
};

// An HTTP/1.1 server: keep-alive, pipelined requests answered in order, with share_port processes may share a port.
// What is not HTTP (no or two Host, CL with TE, bare LF, ...) gets a 400 problem and a closed connection.
class Server {
 public:
  // Binds and listens; throws std::system_error naming the address ("127.0.0.1:8000 is in use").
  Server(boost::asio::any_io_executor, ServerOptions, Router&);
  ~Server();
  Server(const Server&) = delete;

  unsigned short port() const;
  std::size_t connections() const;

  // Serves until drain(); returns when the last connection has ended.
  boost::asio::awaitable<void> run();

  // Stops accepting, closes idle connections, ends streams of events, lets requests under way finish with "Connection:
  // close" and cuts what is left after `patience`.
  void drain(Milliseconds patience);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace souk::http
