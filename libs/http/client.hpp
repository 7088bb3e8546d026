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
  Milliseconds deadline{1000};             // of a request, including the wait for a connection
  std::size_t max_connections = 8;         // kept alive; more requests wait, in order
  std::size_t max_waiting = 1024;          // one more is refused with Busy
  std::size_t max_response = 1024 * 1024;  // bytes of a body; a head may have 16 KiB
  bool use_proxy = false;                  // of the environment: https_proxy, http_proxy, no_proxy
};

struct ClientResponse {
  unsigned status;
  Headers headers;
  std::string body;
};

// An HTTP/1.1 client of one server, on libcurl. Of an https server it checks the certificate against Debian's CA
// bundle.
class Client {
 public:
  Client(boost::asio::any_io_executor, ClientOptions);  // throws std::invalid_argument for a URL it cannot use
  ~Client();
  Client(const Client&) = delete;

  // A GET, which is safe to repeat: when a kept connection turns out to be closed, it is sent once more on a new one.
  // Throws Unavailable, and std::invalid_argument for a target or a header that cannot be sent.
  boost::asio::awaitable<ClientResponse> get(std::string target, Headers headers = {});

  // As get(), but sent at most once, so Unavailable says only that the answer is not known. Without a Content-Type the
  // body is a form.
  boost::asio::awaitable<ClientResponse> post(std::string target, std::string body, Headers headers = {});

 private:
  struct Message;
  class Transfers;
  std::shared_ptr<Transfers> transfers_;
};

}  // namespace souk::http
