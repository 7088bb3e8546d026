#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "redis/url.hpp"

namespace souk::redis::detail {

using boost::asio::awaitable;

// One socket to Redis, TCP with or without TLS, or unix. It waits without a limit: its owner calls close() at a
// deadline, and what waits then throws boost::system::system_error. It may be opened again. With TLS the server's
// certificate must be valid for the host of the URL; SSL_CERT_FILE names other authorities than the system's.
class Link {
 public:
  explicit Link(boost::asio::any_io_executor);
  ~Link();

  awaitable<void> open(Url);  // of a node, not of Sentinels
  void close();

  awaitable<void> write(std::string_view bytes);
  awaitable<std::string_view> read();  // waits for bytes, which are valid until the next call

 private:
  using Socket = boost::asio::generic::stream_protocol::socket;
  struct Tls;
  awaitable<void> open_tcp(std::string host, unsigned short port);
  awaitable<void> secure(std::string host);
  awaitable<boost::asio::ip::tcp::resolver::results_type> resolve(std::string host, unsigned short port);

  bool closed_ = true;
  Socket socket_;
  std::unique_ptr<Tls> tls_;  // null without TLS
  boost::asio::ip::tcp::resolver resolver_;
  std::array<char, 16 * 1024> received_;
};

}  // namespace souk::redis::detail
