#include "redis/detail/server.hpp"

#include <algorithm>
#include <ranges>

namespace souk::redis::detail {

Server::Server(boost::asio::any_io_executor executor, const Options& options, const Hooks& hooks) : url_(options.url) {
  const auto count = std::max<std::size_t>(options.connections, 1);
  for (std::size_t i = 0; i < count; ++i) {
    connections_.push_back(std::make_shared<Connection>(executor, options, hooks));
    connections_.back()->start();
  }
}

Server::~Server() {
  stop();
}

Connection& Server::next() {
  for (std::size_t tried = 0; tried < connections_.size(); ++tried) {
    auto& connection = *connections_[turn_++ % connections_.size()];
    if (connection.up()) return connection;
  }
  return *connections_[turn_++ % connections_.size()];
}

void Server::submit(Exchange& exchange) {
  next().submit(exchange);
}

void Server::stop() {
  for (const auto& connection : connections_) connection->stop();
}

void Server::leave() {
  for (const auto& connection : connections_) connection->leave();
}

bool Server::up() const {
  return std::ranges::any_of(connections_, [](const auto& connection) { return connection->up(); });
}

std::string Server::problem() const {
  return up() ? "" : connections_.front()->problem();
}

SteadyClock::time_point Server::away_since() const {
  return std::ranges::max(connections_ | std::views::transform(&Connection::away_since));
}

Node Server::node() const {
  const auto up = std::ranges::find_if(connections_, [](const auto& connection) { return connection->up(); });
  const auto& connection = up == connections_.end() ? connections_.front() : *up;
  return {.url = connection->node(), .up = connection->up(), .problem = problem(), .since = connection->since()};
}

std::size_t Server::waiting() const {
  std::size_t waiting = 0;
  for (const auto& connection : connections_) waiting += connection->waiting();
  return waiting;
}

}  // namespace souk::redis::detail
