#include "http/server.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <system_error>

#include "base/log.hpp"
#include "http/detail/as_result.hpp"
#include "http/detail/connection.hpp"

namespace souk::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr Milliseconds accept_pause{100};  // after running out of descriptors
constexpr std::size_t max_rejected = 128;  // 503 answers at a time; further connections are closed without one

// Of a connection, in the kernel; what a client does not read beyond it counts as unread (see
// ServerOptions::max_unread). By itself the kernel takes up to 4 MiB of a connection, and the clients of one address
// could take all it has.
constexpr int send_buffer = 64 * 1024;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

tcp::endpoint endpoint_of(const asio::any_io_executor& executor, const ServerOptions& options) {
  error_code not_numeric;
  const auto address = asio::ip::make_address(options.host, not_numeric);
  if (!not_numeric) return {address, options.port};
  error_code failed;
  const auto found = tcp::resolver(executor).resolve(options.host, std::to_string(options.port), failed);
  if (failed || found.empty()) {
    throw std::system_error(failed, options.host + " is not an address of this machine");
  }
  return found.begin()->endpoint();
}

tcp::acceptor listen(const asio::any_io_executor& executor, const ServerOptions& options) {
  const auto endpoint = endpoint_of(executor, options);
  tcp::acceptor acceptor(executor, endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  acceptor.set_option(ReusePort(options.share_port));
  acceptor.set_option(asio::socket_base::send_buffer_size(send_buffer));  // its connections inherit it
  error_code failed;
  acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  const auto address = options.host + ":" + std::to_string(options.port);
  if (failed == asio::error::address_in_use) throw std::system_error(failed, address + " is in use");
  if (failed) throw std::system_error(failed, address + " cannot be listened on");
  return acceptor;
}

Milliseconds tick_of(const ServerOptions& options) {
  const auto least = std::min({options.header_timeout, options.body_timeout, options.idle_timeout,
                               options.write_timeout, options.comment_interval});
  return std::clamp(least / 8, Milliseconds{5}, Milliseconds{250});
}

}  // namespace

struct Server::Shared : std::enable_shared_from_this<Shared> {
  Shared(asio::any_io_executor where, ServerOptions options, Application& application)
      : executor(std::move(where)),
        serving{.options = std::move(options), .application = application},
        acceptor(listen(executor, serving.options)),
        alarm(executor),
        tick(tick_of(serving.options)) {}

  asio::awaitable<void> accept_all();
  bool has_room();
  void log_that_it_is_full();
  void take(tcp::socket);
  void ended(std::exception_ptr);
  asio::awaitable<void> sweep_until_drained();
  void sweep();
  void cut_all();
  void drain(SteadyClock::time_point until);

  asio::any_io_executor executor;
  Serving serving;
  tcp::acceptor acceptor;
  asio::steady_timer alarm;  // of the sweeper; cancel it to wake the sweeper
  Milliseconds tick;
  Connections<InAll> connections;
  std::size_t count = 0;     // connections that are served
  std::size_t rejected = 0;  // connections that get 503
  bool accepting = false;
  SteadyClock::time_point full_logged = SteadyClock::time_point::min();
  SteadyClock::time_point patience_ends = SteadyClock::time_point::max();
};

asio::awaitable<void> Server::Shared::accept_all() {
  while (acceptor.is_open()) {
    auto [failed, socket] = co_await acceptor.async_accept(as_result);
    if (!failed) {
      try {
        take(std::move(socket));
      } catch (const std::exception& error) {  // out of memory: the next connection may succeed
        log::error("connection_failed", {{"error", error.what()}});
      }
    } else if (failed != asio::error::operation_aborted && failed != asio::error::connection_aborted) {
      log::warn("accept_failed", {{"error", failed.message()}});
      asio::steady_timer pause(executor, accept_pause);
      co_await pause.async_wait(as_result);
    }
  }
}

// A full server closes the connection that has been silent longest. The closed connection still counts until its
// coroutine ends, so the count may be above the limit for a moment.
bool Server::Shared::has_room() {
  if (count < serving.options.max_connections) return true;
  log_that_it_is_full();
  for (auto silent = serving.silent.begin(); silent != serving.silent.end();) {
    if ((silent++)->close_if_idle()) return true;
  }
  return false;
}

void Server::Shared::log_that_it_is_full() {
  const auto now = SteadyClock::now();
  if (now < full_logged + std::chrono::minutes(1)) return;
  full_logged = now;
  log::warn("connections_full", {{"limit", std::to_string(serving.options.max_connections)}});
}

void Server::Shared::take(tcp::socket socket) {
  const bool room = has_room();
  if (!room && rejected == max_rejected) return;
  auto& counter = room ? count : rejected;
  auto connection = std::make_shared<Connection>(std::move(socket), serving);
  connections.push_back(*connection);
  ++counter;
  auto done = [self = shared_from_this(), connection, &counter](std::exception_ptr failure) {
    connection->InAll::unlink();
    --counter;
    self->ended(failure);
  };
  co_spawn(executor, room ? connection->serve() : connection->reject(),
           asio::bind_cancellation_slot(connection->slot(), std::move(done)));
  if (count + rejected == 1) alarm.cancel();
}

void Server::Shared::ended(std::exception_ptr failure) {
  if (serving.draining && connections.empty()) alarm.cancel();
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted) log::error("connection_failed", {{"error", error.what()}});
  } catch (const std::exception& error) {
    log::error("connection_failed", {{"error", error.what()}});
  }
}

asio::awaitable<void> Server::Shared::sweep_until_drained() {
  while (!serving.draining || accepting || !connections.empty()) {
    const auto now = SteadyClock::now();
    alarm.expires_at(connections.empty() ? patience_ends
                                         : std::min(now + tick, std::max(patience_ends, now + Milliseconds{1})));
    co_await alarm.async_wait(as_result);
    sweep();
  }
}

void Server::Shared::sweep() {
  const auto now = SteadyClock::now();
  for (auto& connection : connections) connection.sweep(now);
  if (now < patience_ends) return;
  patience_ends = SteadyClock::time_point::max();
  cut_all();
}

void Server::Shared::cut_all() {
  for (auto& connection : connections) connection.cut();
}

void Server::Shared::drain(SteadyClock::time_point until) {
  serving.draining = true;
  patience_ends = until;
  error_code ignored;
  acceptor.close(ignored);
  for (auto& connection : connections) connection.drain();
  alarm.cancel();
}

Server::Server(asio::any_io_executor executor, ServerOptions options, Application& application)
    : shared_(std::make_shared<Shared>(std::move(executor), std::move(options), application)) {
  shared_->serving.options.port = shared_->acceptor.local_endpoint().port();
}

Server::~Server() {
  shared_->drain(SteadyClock::now());
  shared_->cut_all();
}

unsigned short Server::port() const {
  return shared_->serving.options.port;
}

std::size_t Server::connections() const {
  return shared_->count;
}

asio::awaitable<void> Server::run() {
  const auto shared = shared_;
  shared->accepting = true;
  co_spawn(shared->executor, shared->accept_all(), [shared](std::exception_ptr failure) {
    shared->accepting = false;
    shared->ended(failure);
    shared->alarm.cancel();
  });
  co_await shared->sweep_until_drained();
}

void Server::drain(Milliseconds patience) {
  shared_->drain(SteadyClock::now() + patience);
}

}  // namespace souk::http
