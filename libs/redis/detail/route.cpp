#include "redis/detail/route.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <optional>
#include <string_view>
#include <utility>

#include "redis/detail/exchange.hpp"
#include "redis/detail/topology.hpp"
#include "redis/error_reply.hpp"

namespace souk::redis::detail {
namespace {

namespace asio = boost::asio;

constexpr Milliseconds least_pause{5}, most_pause{50};

// A command, and those without a key before it.
struct Unit {
  std::size_t first, last;  // of all commands
  std::string_view key;
  std::optional<Redirection> redirection = {};
  std::size_t place = 0;  // of its last command among those of its part

  bool asks() const { return redirection && redirection->ask; }
  std::size_t begins() const { return asks() ? last : first; }  // behind ASKING stands what it is for, nothing else
};

// What goes to one server together.
struct Part {
  explicit Part(std::shared_ptr<Server> to) : server(std::move(to)) {}

  std::shared_ptr<Server> server;
  std::vector<Unit> units = {};
  std::vector<Command> commands = {};
  std::vector<Reply> replies = {};
  Exchange exchange = {};
};

std::vector<Unit> units_of(std::span<const Command> commands) {
  std::vector<Unit> units;
  for (std::size_t i = 0, first = 0; i < commands.size(); ++i) {
    const auto key = commands[i].key();
    if (key.empty() && i + 1 < commands.size()) continue;
    units.push_back({.first = first, .last = i, .key = key});
    first = i + 1;
  }
  return units;
}

std::string_view first_word(const Reply& reply) {
  if (!reply.is_error()) return {};
  const std::string_view text = reply.text();
  return text.substr(0, text.find(' '));
}

bool passes(const Reply& reply) {
  constexpr std::array<std::string_view, 5> words = {"TRYAGAIN", "CLUSTERDOWN", "NOREPLICAS", "LOADING", "MASTERDOWN"};
  return std::ranges::count(words, first_word(reply)) > 0;
}

// Completes when each part has its replies or has failed.
auto all_answered(std::list<Part>& parts) {
  return asio::async_initiate<const asio::deferred_t, void()>(
      [](auto resume, std::list<Part>* sent) {
        struct Waiting {
          std::size_t parts;
          decltype(resume) all_there;
        };
        const auto waiting = std::make_shared<Waiting>(sent->size(), std::move(resume));
        for (auto& part : *sent) {
          part.exchange.resume = [waiting] {
            if (--waiting->parts == 0) std::move(waiting->all_there)();
          };
        }
        for (auto& part : *sent) part.server->submit(part.exchange);
      },
      asio::deferred, &parts);
}

class Routing {
 public:
  Routing(std::shared_ptr<Servers> servers, std::span<const Command> commands, SteadyClock::time_point since,
          Milliseconds patience)
      : servers_(std::move(servers)),
        commands_(commands),
        since_(since),
        patience_(patience),
        replies_(commands.size(), lost_reply("it was not sent in time")),
        open_(units_of(commands)) {}

  bool done() const { return open_.empty(); }
  bool must_pause() const { return must_pause_; }
  std::vector<Reply> replies() { return std::move(replies_); }

  std::list<Part> begin_round();
  void end_round(std::list<Part>&);

 private:
  void add(std::list<Part>&, Unit);
  void put_off(Unit, const Server& away);
  void end(Part&, Unit);
  void lost(const Part&, const Unit&);
  void set(const Unit&, const Reply& error);

  std::shared_ptr<Servers> servers_;
  std::span<const Command> commands_;
  const SteadyClock::time_point since_;
  const Milliseconds patience_;
  std::vector<Reply> replies_;
  std::vector<Unit> open_;  // no reply yet, or none that counts
  bool must_pause_ = false;
};

std::list<Part> Routing::begin_round() {
  must_pause_ = false;
  std::list<Part> parts;
  for (auto& unit : std::exchange(open_, {})) add(parts, std::move(unit));
  for (auto& part : parts) {
    part.replies.resize(part.commands.size());
    part.exchange = {
        .commands = part.commands, .replies = part.replies.data(), .since = since_, .submitted = SteadyClock::now()};
  }
  return parts;
}

void Routing::add(std::list<Part>& parts, Unit unit) {
  const auto server = unit.redirection ? servers_->at(unit.redirection->to) : servers_->of(unit.key);
  if (!server) {
    set(unit, Reply::string(Reply::Kind::error, "CLUSTERDOWN no primary has the slot of this key"));
    must_pause_ = true;
    open_.push_back(std::move(unit));
    return;
  }
  if (!server->up() && !unit.redirection) return put_off(std::move(unit), *server);
  auto known = std::ranges::find(parts, server, &Part::server);
  auto& part = known != parts.end() ? *known : parts.emplace_back(server);
  if (unit.asks()) part.commands.emplace_back("ASKING");
  for (auto i = unit.begins(); i <= unit.last; ++i) part.commands.push_back(commands_[i]);
  unit.place = part.commands.size() - 1;
  part.units.push_back(std::move(unit));
}

void Routing::put_off(Unit unit, const Server& away) {
  set(unit, lost_reply("redis at " + away.url().address() + " has been away for longer than " +
                       std::to_string(patience_.count()) + " ms: " + away.problem()));
  if (SteadyClock::now() > away.away_since() + patience_) return;
  must_pause_ = true;
  open_.push_back(std::move(unit));
}

void Routing::end_round(std::list<Part>& parts) {
  for (auto& part : parts) {
    for (auto& unit : part.units) {
      if (part.exchange.failure.empty()) {
        end(part, std::move(unit));
      } else {
        lost(part, unit);
      }
    }
  }
}

void Routing::end(Part& part, Unit unit) {
  auto& answer = part.replies[unit.place];
  const auto& asked = part.server->url();
  const bool again = passes(answer);
  must_pause_ |= again;
  auto redirection = Redirection::parse(answer, {asked.host, asked.port});
  if (redirection && !redirection->ask) servers_->moved(redirection->slot, redirection->to);
  for (auto i = unit.begins(); i <= unit.last; ++i) {
    replies_[i] = std::move(part.replies[unit.place - (unit.last - i)]);
  }
  unit.redirection = std::move(redirection);
  if (again || unit.redirection) open_.push_back(std::move(unit));
}

// What was not sent has not run, so it may go to another server when there is one.
void Routing::lost(const Part& part, const Unit& unit) {
  set(unit, lost_reply(part.exchange.failure));
  if (part.exchange.sent || servers_->of(unit.key) == part.server) return;
  open_.push_back({.first = unit.first, .last = unit.last, .key = unit.key});
}

void Routing::set(const Unit& unit, const Reply& error) {
  for (auto i = unit.first; i <= unit.last; ++i) replies_[i] = error;
}

}  // namespace

awaitable<std::vector<Reply>> route(asio::any_io_executor executor, std::shared_ptr<Servers> servers,
                                    std::span<const Command> commands, SteadyClock::time_point since,
                                    const Options& options) {
  Routing routing(servers, commands, since, options.patience);
  const auto end = since + options.deadline;
  asio::steady_timer rest(executor);
  auto pause = least_pause;
  for (int round = 1; !routing.done() && !servers->stopped() && SteadyClock::now() < end; ++round) {
    auto parts = routing.begin_round();
    if (!parts.empty()) co_await all_answered(parts);
    routing.end_round(parts);
    if (routing.done() || (!routing.must_pause() && round < 3)) continue;  // a third redirection is odd
    rest.expires_at(std::min(SteadyClock::now() + pause, end));
    pause = std::min(pause * 2, most_pause);
    co_await rest.async_wait(asio::as_tuple(asio::deferred));
  }
  co_return routing.replies();
}

}  // namespace souk::redis::detail
