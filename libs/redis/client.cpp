#include "redis/client.hpp"

#include <algorithm>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
#include <concepts>

#include "redis/detail/exchange.hpp"
#include "redis/detail/route.hpp"
#include "redis/detail/servers.hpp"
#include "redis/detail/topology.hpp"

namespace souk::redis {
namespace {

namespace asio = boost::asio;
using detail::Exchange;
using detail::Server;
using detail::Servers;

Exchange begin(std::span<const Command> commands, Reply* replies) {
  const auto now = SteadyClock::now();
  return {.commands = commands, .replies = replies, .since = now, .submitted = now};
}

// Waits until the server is done with the exchange.
auto answer(Server& server, Exchange& exchange) {
  return asio::async_initiate<const asio::deferred_t, void()>(
      [](auto resume, Server* chosen, Exchange* submitted) {
        submitted->resume = std::move(resume);
        chosen->submit(*submitted);
      },
      asio::deferred, &server, &exchange);
}

}  // namespace

struct Client::Shared {
  Shared(asio::any_io_executor on, Options with, const Hooks& hooks)
      : executor(on), options(std::move(with)), servers(std::make_shared<Servers>(on, options, hooks)) {}

  asio::any_io_executor executor;
  Options options;
  std::shared_ptr<Servers> servers;

  std::string at_address(const std::string& why) const { return "redis at " + options.url.address() + ": " + why; }

  void expect_room(std::size_t commands) const {
    if (servers->stopped()) throw Unavailable(Dependency::database, at_address("the client was stopped"));
    if (commands + servers->waiting() > options.max_waiting) {
      throw Busy(Dependency::database, at_address("too many calls wait already"));
    }
  }

  void observe(const Exchange& exchange, std::invocable<std::size_t> auto is_answered) const {
    if (!options.observe) return;
    const auto taken = SteadyClock::now() - exchange.since;
    for (std::size_t i = 0; i < exchange.commands.size(); ++i) {
      options.observe(exchange.commands[i].label(), taken, is_answered(i));
    }
  }

  // Nothing was sent, and there is a cluster, which may have been found meanwhile.
  bool is_of_cluster(const Exchange& exchange) const { return !exchange.sent && !servers->home(); }

  void settle(const Exchange& exchange) const {
    observe(exchange, [&](std::size_t i) { return i < exchange.answered; });
    if (!exchange.failure.empty()) throw Unavailable(Dependency::database, exchange.failure);
  }

  // Throws when there is no reply at all.
  void settle(const Exchange& exchange, std::span<const Reply> replies) const {
    observe(exchange, [&](std::size_t i) { return !is_lost(replies[i]); });
    if (std::ranges::all_of(replies, is_lost)) raise_if_error(replies.front());
  }

  // Coroutines that keep what they need, since the client may go while they wait.
  static awaitable<Reply> one(std::shared_ptr<Shared> shared, Command command);
  static awaitable<std::vector<Reply>> several(std::shared_ptr<Shared> shared, std::vector<Command> commands);
  static awaitable<std::vector<Reply>> route(std::shared_ptr<Shared> shared, const Exchange& exchange);
  static awaitable<Reply> at(std::shared_ptr<Shared> shared, Url node, Command command);
};

awaitable<Reply> Client::Shared::one(std::shared_ptr<Shared> shared, Command command) {
  Reply reply;
  Exchange exchange = begin({&command, 1}, &reply);
  shared->expect_room(1);
  if (const auto server = shared->servers->home()) co_await answer(*server, exchange);
  if (shared->is_of_cluster(exchange)) {
    auto replies = co_await route(shared, exchange);
    co_return raise_if_error(std::move(replies.front()));
  }
  shared->settle(exchange);
  co_return raise_if_error(std::move(reply));
}

awaitable<std::vector<Reply>> Client::Shared::several(std::shared_ptr<Shared> shared, std::vector<Command> commands) {
  std::vector<Reply> replies(commands.size());
  if (commands.empty()) co_return replies;
  Exchange exchange = begin(commands, replies.data());
  shared->expect_room(commands.size());
  if (const auto server = shared->servers->home()) co_await answer(*server, exchange);
  if (shared->is_of_cluster(exchange)) co_return co_await route(shared, exchange);
  shared->settle(exchange);
  co_return replies;
}

awaitable<std::vector<Reply>> Client::Shared::route(std::shared_ptr<Shared> shared, const Exchange& exchange) {
  auto replies =
      co_await detail::route(shared->executor, shared->servers, exchange.commands, exchange.since, shared->options);
  shared->settle(exchange, replies);
  co_return replies;
}

awaitable<Reply> Client::Shared::at(std::shared_ptr<Shared> shared, Url node, Command command) {
  Reply reply;
  Exchange exchange = begin({&command, 1}, &reply);
  shared->expect_room(1);
  const auto server = shared->servers->at(node);
  if (!server) throw Unavailable(Dependency::database, "redis at " + node.address() + " is no longer a primary");
  co_await answer(*server, exchange);
  shared->settle(exchange);
  co_return raise_if_error(std::move(reply));
}

Client::Client(asio::any_io_executor executor, Options options, Hooks hooks)
    : shared_(std::make_shared<Shared>(executor, std::move(options), hooks)) {
  shared_->servers->start();
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

awaitable<Reply> Client::call_at(Url node, Command command) {
  return Shared::at(shared_, std::move(node), std::move(command));
}

std::string Client::server_of(std::string_view key) const {
  const auto server = shared_->servers->of(key);
  return server ? server->url().address() : "";
}

bool Client::reaches(std::string_view key) const {
  const auto server = shared_->servers->of(key);
  return server && server->up();
}

std::vector<Node> Client::nodes() const {
  std::vector<Node> nodes;
  for (const auto& server : shared_->servers->all()) nodes.push_back(server->node());
  return nodes;
}

bool Client::connected() const {
  return shared_->servers->up();
}

bool Client::connected_to_any() const {
  return std::ranges::any_of(shared_->servers->all(), &Server::up);
}

bool Client::connected_to_all() const {
  return shared_->servers->all_known() && connected();
}

std::string Client::problem() const {
  return shared_->servers->problem();
}

void Client::stop() {
  shared_->servers->stop();
}

}  // namespace souk::redis
