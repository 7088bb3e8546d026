#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "redis/command.hpp"
#include "redis/reply.hpp"
#include "redis/reply_reader.hpp"
#include "redis/url.hpp"

namespace souk::redis {

using boost::asio::awaitable;

// One socket to Redis, TCP or unix, and the reader of its replies. It waits for ever: whoever owns it calls close()
// when its patience ends, and what waits then throws boost::system::system_error. May be opened again.
class Link {
 public:
  explicit Link(boost::asio::any_io_executor);

  awaitable<void> open(Url);
  void close();

  awaitable<void> write(std::string_view bytes);
  // Waits for bytes and appends the replies that they complete, which may be none. Throws ProtocolError as well.
  awaitable<void> read(std::vector<Reply>& replies);
  // As many replies as commands. Only before anyone else reads or writes.
  awaitable<std::vector<Reply>> ask(std::vector<Command> commands);

 private:
  using Socket = boost::asio::generic::stream_protocol::socket;
  awaitable<void> open_tcp(std::string host, unsigned short port);
  awaitable<boost::asio::ip::tcp::resolver::results_type> resolve(std::string host, unsigned short port);

  bool closed_ = true;
  Socket socket_;
  boost::asio::ip::tcp::resolver resolver_;
  std::unique_ptr<ReplyReader> reader_;
  std::array<char, 16 * 1024> received_;
};

}  // namespace souk::redis
