#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>

#include "base/clock.hpp"
#include "http/application.hpp"
#include "http/server_options.hpp"

namespace souk::http {

// An HTTP/1.1 server with keep-alive. Pipelined requests are answered in order. With share_port several processes may
// share a port. Invalid HTTP (no or two Host, CL with TE, bare LF, ...) is refused with 400, and the connection is
// closed.
class Server {
 public:
  // Binds and listens; throws std::system_error with the address ("127.0.0.1:8000 is in use").
  Server(boost::asio::any_io_executor, ServerOptions, Application&);
  ~Server();
  Server(const Server&) = delete;

  unsigned short port() const;
  std::size_t connections() const;

  // Serves until drain(). Returns when the last connection has ended.
  boost::asio::awaitable<void> run();

  // Stops accepting, closes idle connections and ends streams of events. Requests under way finish with "Connection:
  // close". After `patience` the remaining connections are cut.
  void drain(Milliseconds patience);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace souk::http
