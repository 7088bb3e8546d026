#include "redis/client.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>

#include "redis/detail/connection.hpp"

namespace souk::redis {
namespace {

namespace asio = boost::asio;
using detail::Connection;
using detail::Exchange;

// Waits until the connection is done with the exchange.
auto answer(Connection& connection, Exchange& exchange) {
  return asio::async_initiate<const asio::deferred_t, void()>(
      [](auto resume, Connection* chosen, Exchange* submitted) {
        submitted->resume = std::move(resume);
        chosen->submit(*submitted);
      },
      asio::deferred, &connection, &exchange);
}

// Error replies that mean that Redis cannot serve now.
constexpr std::array<std::string_view, 9> away = {"LOADING",    "OOM",         "READONLY", "MISCONF", "NOREPLICAS",
                                                  "MASTERDOWN", "CLUSTERDOWN", "BUSY",     "TRYAGAIN"};

}  // namespace

struct Client::Shared {
  Options options;
  std::vector<std::shared_ptr<Connection>> connections;
  std::size_t turn = 0;
  bool stopped = false;

  std::string at_address(const std::string& why) const { return "redis at " + options.url.address() + ": " + why; }

  // The connection whose turn it is. One that is down is skipped while another is up.
  Connection& next() {
    for (std::size_t tried = 0; tried < connections.size(); ++tried) {
      auto& connection = *connections[turn++ % connections.size()];
      if (connection.up()) return connection;
    }
    return *connections[turn++ % connections.size()];
  }

  Connection& admit(const Exchange& exchange) {
    if (stopped) throw Unavailable(Dependency::database, at_address("the client was stopped"));
    std::size_t waiting = exchange.commands.size();
    for (const auto& connection : connections) waiting += connection->waiting();
    if (waiting > options.max_waiting) throw Busy(Dependency::database, at_address("too many calls wait already"));
    return next();
  }

  void settle(const Exchange& exchange) const {
    if (options.observe) {
      const auto taken = SteadyClock::now() - exchange.since;
      for (std::size_t i = 0; i < exchange.commands.size(); ++i) {
        options.observe(exchange.commands[i].label(), taken, i < exchange.answered);
      }
    }
    if (!exchange.failure.empty()) throw Unavailable(Dependency::database, exchange.failure);
  }

  static awaitable<Reply> one(std::shared_ptr<Shared> shared, Command command);
  static awaitable<std::vector<Reply>> several(std::shared_ptr<Shared> shared, std::vector<Command> commands);
};

awaitable<Reply> Client::Shared::one(std::shared_ptr<Shared> shared, Command command) {
  Reply reply;
  Exchange exchange{.commands = {&command, 1}, .replies = &reply, .since = SteadyClock::now()};
  auto& connection = shared->admit(exchange);
  co_await answer(connection, exchange);
  shared->settle(exchange);
  co_return raise_if_error(std::move(reply));
}

awaitable<std::vector<Reply>> Client::Shared::several(std::shared_ptr<Shared> shared, std::vector<Command> commands) {
  std::vector<Reply> replies(commands.size());
  if (commands.empty()) co_return replies;
  Exchange exchange{.commands = commands, .replies = replies.data(), .since = SteadyClock::now()};
  auto& connection = shared->admit(exchange);
  co_await answer(connection, exchange);
  shared->settle(exchange);
  co_return replies;
}

Client::Client(asio::any_io_executor executor, Options options)
    : Client(executor, std::move(options), detail::Hooks()) {}

Client::Client(asio::any_io_executor executor, Options options, detail::Hooks hooks)
    : shared_(std::make_shared<Shared>()) {
  const auto count = std::max<std::size_t>(options.connections, 1);
  for (std::size_t i = 0; i < count; ++i) {
    shared_->connections.push_back(std::make_shared<Connection>(executor, options, hooks));
    shared_->connections.back()->start();
  }
  shared_->options = std::move(options);
}

Client::~Client() {
  stop();
}

awaitable<Reply> Client::call(Command command) {
  return Shared::one(shared_, std::move(command));
}

awaitable<std::vector<Reply>> Client::pipeline(std::vector<Command> commands) {
  return Shared::several(shared_, std::move(commands));
}

bool Client::connected() const {
  return std::ranges::any_of(shared_->connections, [](const auto& connection) { return connection->up(); });
}

std::string Client::problem() const {
  return connected() ? "" : shared_->connections.front()->problem();
}

void Client::stop() {
  shared_->stopped = true;
  for (const auto& connection : shared_->connections) connection->stop();
}

Reply raise_if_error(Reply reply) {
  if (!reply.is_error()) return reply;
  const std::string_view message = reply.text();
  if (std::ranges::count(away, message.substr(0, message.find(' '))) > 0)
    throw Unavailable(Dependency::database, "redis: " + reply.text());
  throw Unexpected("redis: " + reply.text());
}

}  // namespace souk::redis
