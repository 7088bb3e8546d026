#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/unavailable.hpp"
#include "http/message.hpp"

namespace souk::http {

struct ClientOptions {
  std::string url;                         // "http://127.0.0.1:8000", or https
  Milliseconds deadline{1000};             // of a request, waiting for a connection included
  std::size_t max_connections = 8;         // kept alive; further requests wait, in order
  std::size_t max_waiting = 1024;          // one more is Unavailable
  std::size_t max_response = 1024 * 1024;  // bytes of a body; a head may have 16 KiB
};

struct ClientResponse {
  unsigned status;
  Headers headers;
  std::string body;
};

// An HTTP/1.1 client of one server, on libcurl.
class Client {
 public:
  Client(boost::asio::any_io_executor, ClientOptions);  // throws std::invalid_argument for a URL it cannot use
  ~Client();
  Client(const Client&) = delete;

  // A GET, safe to repeat: tried once more on a new connection when a kept one turns out to be closed. Throws
  // Unavailable; std::invalid_argument for a target or a header that cannot be sent.
  boost::asio::awaitable<ClientResponse> get(std::string target, Headers headers = {});

 private:
  class Transfers;
  std::shared_ptr<Transfers> transfers_;
};

}  // namespace souk::http
