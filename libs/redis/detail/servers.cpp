#include "redis/detail/servers.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <charconv>
#include <exception>
#include <iterator>
#include <utility>

#include "base/log.hpp"
#include "redis/detail/dialogue.hpp"
#include "redis/detail/reply_reader.hpp"
#include "redis/error_reply.hpp"

namespace souk::redis::detail {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;
using namespace asio::experimental::awaitable_operators;

namespace {

// Between two looks at the cluster.
constexpr Milliseconds while_all_are_up{2000};
constexpr Milliseconds while_one_is_away{250};
constexpr Milliseconds at_least{25};

constexpr Milliseconds answer_within{500};  // else another node is asked

std::string_view line_of(std::string_view info, std::string_view name) {
  const auto at = info.find(name);
  if (at == std::string_view::npos) return {};
  info.remove_prefix(at + name.size());
  return info.substr(0, info.find('\r'));
}

struct OneServer {};  // it is no node of a cluster

// A user that may not ask is one of a server that was set up before there were clusters. A server may have no such
// command.
bool is_no_cluster(std::string_view error) {
  return error.contains("cluster support disabled") || error.contains("unknown command") || error.starts_with("NOPERM");
}

std::int64_t epoch_of(std::string_view info) {
  const auto written = line_of(info, "cluster_current_epoch:");
  std::int64_t epoch = 0;
  std::from_chars(written.data(), written.data() + written.size(), epoch);
  return epoch;
}

}  // namespace

Servers::Servers(asio::any_io_executor executor, Options options, Hooks hooks)
    : executor_(executor),
      options_(std::move(options)),
      hooks_(and_ours(std::move(hooks))),
      home_(std::make_shared<Server>(executor, options_, hooks_)),
      known_(options_.url.seeds.empty()),
      link_(executor),
      seeds_(options_.url.seeds),
      rest_(executor) {}

// A server that is there may be asked at once, and one that was lost may have been replaced already. A stopped
// connection calls no hook, so `this` is there.
Hooks Servers::and_ours(Hooks hooks) {
  hooks.up = [this, up = std::move(hooks.up)](const std::vector<Reply>& greeted, const Url& node) {
    was_up_ = true;
    if (up) up(greeted, node);
    if (!known_) look();
  };
  hooks.down = [this, down = std::move(hooks.down)](const Url& node) {
    if (down) down(node);
    look();
  };
  return hooks;
}

void Servers::start() {
  if (known_) return;
  asio::co_spawn(executor_, follow(shared_from_this()), [](std::exception_ptr error) {
    if (!error) return;
    log::error("following the cluster failed");
    std::rethrow_exception(error);
  });
}

void Servers::stop() {
  stopped_ = true;
  link_.close();
  rest_.cancel();
  if (home_) home_->stop();
  for (const auto& [end, server] : leaving_) server->stop();
  for (const auto& [address, server] : primaries_) server->stop();
}

awaitable<void> Servers::follow(std::shared_ptr<Servers> self) {
  while (!stopped_) {
    try {
      auto answers = co_await ask();
      if (stopped_) co_return;
      failures_ = 0;
      take(std::move(answers));
    } catch (const OneServer&) {
      link_.close();
      co_return settle_for_one();
    } catch (const std::exception& failure) {
      log::debug("cluster not known", {{"node", options_.url.at(asked_).address()}, {"reason", failure.what()}});
      link_.close();
      if (!linked_) ++failures_;
      linked_ = false;
    }
    co_await rest();
    end_leaving();
  }
}

// A second server would not have what the first acknowledged.
void Servers::settle_for_one() {
  known_ = true;
  if (seeds_.size() < 2 || !options_.on_refused) return;
  options_.on_refused("redis at " + options_.url.address() +
                      ": several hosts are nodes of one cluster, and these are none, or this user may not ask them "
                      "(CLUSTER INFO, CLUSTER SLOTS)");
}

Milliseconds Servers::pause() const {
  if (failures_ > 0) {
    return std::min(options_.least_backoff * (1U << std::min(failures_, 10U)), options_.most_backoff);
  }
  return linked_ && up() ? while_all_are_up : while_one_is_away;
}

// look() ends the first pause; the second limits the rate during many redirections.
awaitable<void> Servers::rest() {
  if (!look_again_ && !stopped_) {
    rest_.expires_after(pause());
    co_await rest_.async_wait(as_tuple(deferred));
  }
  look_again_ = false;
  asio::steady_timer least(executor_, at_least);
  co_await least.async_wait(as_tuple(deferred));
}

awaitable<Servers::Answers> Servers::ask() {
  asio::steady_timer late(executor_, known_ ? answer_within : options_.deadline);
  Answers answers;
  std::string problem = "no answer";
  co_await (converse(answers, problem) || late.async_wait(as_tuple(asio::use_awaitable)));
  if (answers.size() < 2) throw Unavailable(Dependency::database, problem);
  co_return answers;
}

// When a node did not answer, the next time it is another one's turn.
awaitable<void> Servers::converse(Answers& answers, std::string& problem) {
  try {
    std::vector<Command> questions;
    if (!linked_) {
      asked_ = another();
      co_await link_.open(options_.url.at(asked_));
      const auto& url = options_.url;
      if (!url.user.empty() || !url.password.empty()) {
        questions.emplace_back("AUTH", url.user.empty() ? "default" : url.user, url.password);
      }
    }
    questions.emplace_back("CLUSTER", "INFO");
    questions.emplace_back("CLUSTER", "SLOTS");
    ReplyReader reader;
    auto replies = co_await detail::ask(link_, reader, std::move(questions));
    answers.assign(std::move_iterator(replies.end() - 2), std::move_iterator(replies.end()));
    linked_ = true;
  } catch (const std::exception& failure) {
    problem = failure.what();
  }
}

void Servers::take(Answers answers) {
  for (const auto& answer : answers) {
    if (answer.is_error() && is_no_cluster(answer.text()) && !cluster()) throw OneServer();
  }
  const auto info = raise_if_error(std::move(answers[0])).text();
  if (line_of(info, "cluster_state:") != "ok") {
    throw Unavailable(Dependency::database, "the node reports that the cluster is incomplete");
  }
  const auto epoch = epoch_of(info);
  // A cluster that was made anew begins anew, and then no node knows the former epoch.
  if (epoch < epoch_ && ++behind_ <= seeds_.size() + primaries_.size()) {
    throw Unavailable(Dependency::database, "it has missed a failover");
  }
  Topology topology(raise_if_error(std::move(answers[1])), asked_);
  if (topology.primaries().empty()) throw Unavailable(Dependency::database, "no node has a slot yet");
  behind_ = 0;
  epoch_ = epoch;
  adopt(std::move(topology));
}

void Servers::adopt(Topology topology) {
  const bool changed = !cluster() || topology != topology_;
  topology_ = std::move(topology);
  known_ = true;
  if (home_) join(std::exchange(home_, nullptr));
  for (const auto& address : topology_.primaries()) at(address);
  std::erase_if(primaries_, [this](const auto& known) {  // one that was only asked once is no primary either
    if (std::ranges::count(topology_.primaries(), known.first) > 0) return false;
    leave(known.second);
    return true;
  });
  if (changed && hooks_.moved) hooks_.moved();
}

// The node of the URL keeps its connections, and the calls that are under way on them. Where there are several, each
// connection is to any of them, and has no calls.
void Servers::join(std::shared_ptr<Server> home) {
  if (seeds_.size() > 1) return home->leave();
  if (std::ranges::count(topology_.primaries(), seeds_.front()) == 0) return leave(std::move(home));
  primaries_.emplace(seeds_.front(), std::move(home));
}

// What is under way there may still be answered.
void Servers::leave(std::shared_ptr<Server> server) {
  if (!server->up()) return server->leave();
  leaving_.emplace_back(SteadyClock::now() + options_.deadline, std::move(server));
}

void Servers::end_leaving() {
  const auto now = SteadyClock::now();
  end_leaving([now](const auto& it) { return it.first <= now || it.second->waiting() == 0 || !it.second->up(); });
}

void Servers::end_leaving(const std::function<bool(const Leaving&)>& which) {
  std::erase_if(leaving_, [&](const Leaving& it) {
    if (!which(it)) return false;
    it.second->leave();
    return true;
  });
}

Url::Address Servers::another() {
  std::vector<Url::Address> nodes = seeds_;
  for (const auto& [address, server] : primaries_) nodes.push_back(address);
  return nodes[turn_++ % nodes.size()];
}

void Servers::look() {
  look_again_ = true;
  rest_.cancel();
}

std::shared_ptr<Server> Servers::home() const {
  return seeds_.size() > 1 ? nullptr : home_;
}

std::shared_ptr<Server> Servers::of(std::string_view key) {
  if (!cluster()) return home();
  if (key.empty()) {
    const auto it = std::ranges::find_if(primaries_, [](const auto& known) { return known.second->up(); });
    return it == primaries_.end() ? primaries_.begin()->second : it->second;
  }
  const auto* owner = topology_.owner(slot_of(key));
  return owner ? at(*owner) : nullptr;
}

std::shared_ptr<Server> Servers::at(const Url& node) {
  if (!cluster()) return home_;
  const auto known = primaries_.find({node.host, node.port});
  return known == primaries_.end() ? nullptr : known->second;
}

std::shared_ptr<Server> Servers::at(const Url::Address& address) {
  auto& server = primaries_[address];
  if (!server) {
    auto options = options_;
    options.url = options_.url.at(address);
    if (was_up_) options.on_refused = nullptr;  // a new node that is set up wrongly does not end what works
    const auto before = options.url.address();  // one set of connections to a node at a time
    end_leaving([&](const Leaving& it) { return it.second->url().address() == before; });
    server = std::make_shared<Server>(executor_, options, hooks_);
  }
  return server;
}

std::vector<std::shared_ptr<Server>> Servers::all() const {
  if (!cluster()) return {home_};
  std::vector<std::shared_ptr<Server>> all;
  for (const auto& [address, server] : primaries_) all.push_back(server);
  return all;
}

void Servers::moved(Slot slot, const Url::Address& to) {
  if (stopped_) return;
  look();
  if (!cluster()) return;
  const auto* owner = topology_.owner(slot);
  if (owner && *owner == to) return;
  topology_.move(slot, to);
  at(to);
  if (hooks_.moved) hooks_.moved();
}

bool Servers::up() const {
  if (!cluster()) return home_->up();
  return std::ranges::all_of(primaries_, [](const auto& known) { return known.second->up(); });
}

std::string Servers::problem() const {
  if (!cluster())
    return home_->up() && !known_ ? "it did not say yet whether it is a node of a cluster" : home_->problem();
  if (!topology_.is_whole()) return "the cluster has no primary for some slots";
  for (const auto& [address, server] : primaries_) {
    if (!server->up()) return server->url().address() + ": " + server->problem();
  }
  return "";
}

std::size_t Servers::waiting() const {
  if (!cluster()) return home_->waiting();
  std::size_t waiting = 0;
  for (const auto& [address, server] : primaries_) waiting += server->waiting();
  return waiting;
}

}  // namespace souk::redis::detail
