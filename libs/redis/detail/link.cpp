#include "redis/detail/link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

namespace souk::redis::detail {

namespace asio = boost::asio;
using asio::deferred;
using Endpoint = asio::generic::stream_protocol::endpoint;

namespace {

// One for the process: reading the authorities takes milliseconds.
asio::ssl::context& tls_context() {
  static asio::ssl::context context = [] {
    asio::ssl::context made(asio::ssl::context::tls_client);
    made.set_default_verify_paths();
    made.set_verify_mode(asio::ssl::verify_peer);
    return made;
  }();
  return context;
}

}  // namespace

struct Link::Tls {
  explicit Tls(Socket& socket) : stream(socket, tls_context()) {}
  asio::ssl::stream<Socket&> stream;
};

Link::Link(asio::any_io_executor executor) : socket_(executor), resolver_(executor) {}

Link::~Link() = default;

awaitable<void> Link::open(Url url) {
  closed_ = false;
  tls_.reset();
  if (url.path.empty()) {
    co_await open_tcp(url.host, url.port);
    socket_.set_option(asio::ip::tcp::no_delay(true));
    if (url.tls) co_await secure(url.host);
  } else {
    co_await socket_.async_connect(Endpoint(asio::local::stream_protocol::endpoint(url.path)), deferred);
  }
}

awaitable<void> Link::open_tcp(std::string host, unsigned short port) {
  boost::system::error_code error = asio::error::host_not_found;
  const auto results = co_await resolve(host, port);
  for (const auto& found : results) {
    // close() may have been called during getaddrinfo, which cannot be cancelled, or between two addresses.
    if (closed_) throw boost::system::system_error(asio::error::operation_aborted);
    boost::system::error_code ignored;
    socket_.close(ignored);
    std::tie(error) = co_await socket_.async_connect(Endpoint(found.endpoint()), asio::as_tuple(deferred));
    if (!error) co_return;
  }
  throw boost::system::system_error(error);
}

// No name of a server is sent for an address (RFC 6066, 3).
awaitable<void> Link::secure(std::string host) {
  tls_ = std::make_unique<Tls>(socket_);
  auto& stream = tls_->stream;
  boost::system::error_code not_numeric;
  asio::ip::make_address(host, not_numeric);
  if (not_numeric) SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
  stream.set_verify_callback(asio::ssl::host_name_verification(host));
  co_await stream.async_handshake(asio::ssl::stream_base::client, deferred);
}

// A numeric address is taken as it is; a name is asked for in a thread of Asio's, since getaddrinfo blocks.
awaitable<asio::ip::tcp::resolver::results_type> Link::resolve(std::string host, unsigned short port) {
  boost::system::error_code not_numeric;
  const auto address = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) {
    co_return asio::ip::tcp::resolver::results_type::create({address, port}, host, std::to_string(port));
  }
  co_return co_await resolver_.async_resolve(host, std::to_string(port), deferred);
}

void Link::close() {
  closed_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
  resolver_.cancel();
}

awaitable<void> Link::write(std::string_view bytes) {
  if (tls_) {
    co_await asio::async_write(tls_->stream, asio::buffer(bytes), deferred);
  } else {
    co_await asio::async_write(socket_, asio::buffer(bytes), deferred);
  }
}

awaitable<std::string_view> Link::read() {
  const auto buffer = asio::buffer(received_);
  const auto size = tls_ ? co_await tls_->stream.async_read_some(buffer, deferred)
                         : co_await socket_.async_read_some(buffer, deferred);
  co_return std::string_view(received_.data(), size);
}

}  // namespace souk::redis::detail
