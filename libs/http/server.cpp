#include "http/server.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <system_error>

#include "base/log.hpp"
#include "http/as_result.hpp"
#include "http/connection.hpp"

namespace souk::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr Milliseconds accept_pause{100};     // when no descriptor is free
constexpr std::size_t max_turned_away = 128;  // told so at a time; more are just closed

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
  Shared(asio::any_io_executor where, ServerOptions options, Router& router)
      : executor(std::move(where)),
        serving{.options = std::move(options), .router = router},
        acceptor(listen(executor, serving.options)),
        alarm(executor),
        tick(tick_of(serving.options)) {}

  asio::awaitable<void> accept_all();
  bool has_room();
  void tell_that_it_is_full();
  void take(tcp::socket);
  void ended(std::exception_ptr);
  asio::awaitable<void> sweep_until_drained();
  void sweep();
  void cut_all();
  void drain(SteadyClock::time_point until);

  asio::any_io_executor executor;
  Serving serving;
  tcp::acceptor acceptor;
  asio::steady_timer alarm;  // of the sweeper; cancelled to wake it
  Milliseconds tick;
  Connections<InAll> connections;
  std::size_t count = 0;        // of those served
  std::size_t turned_away = 0;  // being told that there are too many
  bool accepting = false;
  SteadyClock::time_point full_told = SteadyClock::time_point::min();
  SteadyClock::time_point patience_ends = SteadyClock::time_point::max();
};

asio::awaitable<void> Server::Shared::accept_all() {
  while (acceptor.is_open()) {
    auto [failed, socket] = co_await acceptor.async_accept(as_result);
    if (!failed) {
      try {
        take(std::move(socket));
      } catch (const std::exception& error) {  // out of memory: the next one may find some
        log::error("connection_failed", {{"error", error.what()}});
      }
    } else if (failed != asio::error::operation_aborted && failed != asio::error::connection_aborted) {
      log::warn("accept_failed", {{"error", failed.message()}});
      asio::steady_timer pause(executor, accept_pause);
      co_await pause.async_wait(as_result);
    }
  }
}

// A full server lets the connection go that has been silent longest. It counts until its coroutine has ended, so the
// count may be above the limit for a moment.
bool Server::Shared::has_room() {
  if (count < serving.options.max_connections) return true;
  tell_that_it_is_full();
  for (auto silent = serving.silent.begin(); silent != serving.silent.end();) {
    if ((silent++)->let_go()) return true;
  }
  return false;
}

void Server::Shared::tell_that_it_is_full() {
  const auto now = SteadyClock::now();
  if (now < full_told + std::chrono::minutes(1)) return;
  full_told = now;
  log::warn("connections_full", {{"limit", std::to_string(serving.options.max_connections)}});
}

void Server::Shared::take(tcp::socket socket) {
  const bool room = has_room();
  if (!room && turned_away == max_turned_away) return;
  auto& counter = room ? count : turned_away;
  auto connection = std::make_shared<Connection>(std::move(socket), serving);
  connections.push_back(*connection);
  ++counter;
  auto done = [self = shared_from_this(), connection, &counter](std::exception_ptr failure) {
    connection->InAll::unlink();
    --counter;
    self->ended(failure);
  };
  co_spawn(executor, room ? connection->serve() : connection->turn_away(),
           asio::bind_cancellation_slot(connection->slot(), std::move(done)));
  if (count + turned_away == 1) alarm.cancel();
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

Server::Server(asio::any_io_executor executor, ServerOptions options, Router& router)
    : shared_(std::make_shared<Shared>(std::move(executor), std::move(options), router)) {
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
