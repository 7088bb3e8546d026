#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <string_view>

#include "redis/url.hpp"

namespace souk::redis::detail {

using boost::asio::awaitable;

// One socket to Redis, TCP or unix. It waits without a limit: its owner calls close() at a deadline, and what waits
// then throws boost::system::system_error. It may be opened again.
class Link {
 public:
  explicit Link(boost::asio::any_io_executor);

  awaitable<void> open(Url);
  void close();

  awaitable<void> write(std::string_view bytes);
  awaitable<std::string_view> read();  // waits for bytes, which are valid until the next call

 private:
  using Socket = boost::asio::generic::stream_protocol::socket;
  awaitable<void> open_tcp(std::string host, unsigned short port);
  awaitable<boost::asio::ip::tcp::resolver::results_type> resolve(std::string host, unsigned short port);

  bool closed_ = true;
  Socket socket_;
  boost::asio::ip::tcp::resolver resolver_;
  std::array<char, 16 * 1024> received_;
};

}  // namespace souk::redis::detail
