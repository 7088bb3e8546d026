#include "redis/tracking_client.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <map>
#include <memory>
#include <utility>

#include "base/log.hpp"

namespace souk::redis {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;

namespace {

// A lost connection is noticed no later than this plus the deadline.
constexpr Milliseconds heartbeat{1000};

Options for_reads(Options options) {
  options.connections = 1;  // Redis tracks a connection, and the order of its replies shows which reads are tracked
  options.library.reset();
  return options;
}

Options for_invalidations(Options options) {
  options = for_reads(std::move(options));
  options.name += ":invalidations";
  options.replicas = 0;  // its reports show no data, and WAIT is not allowed to a subscriber
  options.observe = nullptr;
  return options;
}

}  // namespace

namespace {

// The two connections to one server: for reads, which it tracks, and for its reports of what changed.
struct Pair {
  Pair(asio::any_io_executor executor, Url to) : node(std::move(to)), rest(executor) {}

  bool gone() const { return !reads && redirect == 0; }
  void nudge() {
    nudged = true;
    rest.cancel();
  }

  const Url node;
  bool reads = false;         // the connection is up
  std::int64_t redirect = 0;  // the id of the connection for reports; 0 while it is down
  bool tracked = false;
  bool refused = false;  // Redis does not let us track, and the log said so
  bool nudged = false;
  asio::steady_timer rest;
};

}  // namespace

struct TrackingClient::Shared : std::enable_shared_from_this<Shared> {
  Shared(asio::any_io_executor, Options);

  static awaitable<void> tend(std::shared_ptr<Shared> shared, std::shared_ptr<Pair> pair);
  awaitable<void> track(Pair& pair);
  awaitable<void> beat(const Pair& pair);

  Hooks of_reads();
  Hooks of_invalidations();
  Pair& pair_at(const Url& node);
  bool tracking() const;
  void notify(auto Listener::* what, const auto&... about);
  void apply(const Reply& message);
  void went_down(const Url& node, const std::function<void(Pair&)>& mark);
  void moved();
  void stop();

  asio::any_io_executor executor;
  std::vector<std::weak_ptr<const Listener>> listeners = {};
  std::map<std::string, std::shared_ptr<Pair>> pairs = {};  // by address
  unsigned times_connected = 0;
  bool stopped = false;
  Client reads;
  Client invalidations;
};

TrackingClient::Shared::Shared(asio::any_io_executor on, Options options)
    : executor(on),
      reads(on, for_reads(options), of_reads()),
      invalidations(on, for_invalidations(options), of_invalidations()) {}

// `this` in the hooks: a stopped connection calls none, and both stop before `this` goes.
Hooks TrackingClient::Shared::of_reads() {
  return {.up =
              [this](const std::vector<Reply>&, const Url& node) {
                ++times_connected;
                auto& pair = pair_at(node);
                pair.reads = true;
                pair.nudge();
              },
          .down = [this](const Url& node) { went_down(node, [](Pair& pair) { pair.reads = false; }); },
          .moved = [this] { moved(); }};
}

Hooks TrackingClient::Shared::of_invalidations() {
  Hooks hooks;
  hooks.greeting.emplace_back("CLIENT", "ID");
  hooks.greeting.emplace_back("SUBSCRIBE", "__redis__:invalidate");
  hooks.up = [this](const std::vector<Reply>& greeted, const Url& node) {
    auto& pair = pair_at(node);
    pair.redirect = greeted.front().integer();
    pair.nudge();
  };
  hooks.down = [this](const Url& node) { went_down(node, [](Pair& pair) { pair.redirect = 0; }); };
  hooks.pushed = [this](const Reply& message) { apply(message); };
  return hooks;
}

Pair& TrackingClient::Shared::pair_at(const Url& node) {
  auto& pair = pairs[node.address()];
  if (pair) return *pair;
  pair = std::make_shared<Pair>(executor, node);
  asio::co_spawn(executor, tend(shared_from_this(), pair), [](std::exception_ptr error) {
    if (!error) return;
    log::error("tracking failed");
    std::rethrow_exception(error);
  });
  return *pair;
}

void TrackingClient::Shared::notify(auto Listener::* what, const auto&... about) {
  std::erase_if(listeners, [](const auto& one) { return one.expired(); });
  for (const auto& one : listeners) {
    const auto listener = one.lock();
    if (listener && (*listener).*what) ((*listener).*what)(about...);
  }
}

// ["message", channel, keys]; no keys at all: the database was flushed.
void TrackingClient::Shared::apply(const Reply& message) {
  const auto& keys = message.array().back();
  if (keys.is_nil()) return notify(&Listener::all_changed);
  for (const auto& key : keys.array()) notify(&Listener::changed, key.text());
}

void TrackingClient::Shared::went_down(const Url& node, const std::function<void(Pair&)>& mark) {
  const auto pair = pairs.at(node.address());  // since it was up
  mark(*pair);
  if (pair->gone()) pairs.erase(node.address());
  pair->nudge();
  if (std::exchange(pair->tracked, false)) notify(&Listener::lost);
}

// Another server has some of the keys now, and did not track what was read of the former one.
void TrackingClient::Shared::moved() {
  notify(&Listener::lost);
  notify(&Listener::all_changed);
}

bool TrackingClient::Shared::tracking() const {
  return !stopped && reads.connected() &&
         std::ranges::all_of(pairs, [](const auto& it) { return !it.second->reads || it.second->tracked; });
}

void TrackingClient::Shared::stop() {
  stopped = true;
  reads.stop();
  invalidations.stop();
  for (const auto& [address, pair] : std::exchange(pairs, {})) pair->nudge();
}

awaitable<void> TrackingClient::Shared::tend(std::shared_ptr<Shared> shared, std::shared_ptr<Pair> pair) {
  do {
    pair->nudged = false;
    if (pair->reads && pair->redirect != 0 && !pair->tracked) co_await shared->track(*pair);
    if (pair->redirect != 0) co_await shared->beat(*pair);
    if (pair->nudged) continue;
    pair->rest.expires_after(heartbeat);
    co_await pair->rest.async_wait(as_tuple(deferred));
  } while (!shared->stopped && !pair->gone());
}

awaitable<void> TrackingClient::Shared::track(Pair& pair) {
  const auto id = pair.redirect;
  try {
    co_await reads.call_at(pair.node, Command("CLIENT", "TRACKING", "ON", "REDIRECT", id, "OPTOUT"));
    pair.tracked = pair.reads && id == pair.redirect && !stopped;
    pair.refused = false;
    if (pair.tracked) notify(&Listener::all_changed);
  } catch (const Unavailable& lost) {
    log::debug("redis does not track yet", {{"reason", lost.what()}});  // the connection nudges when it is back
  } catch (const Unexpected& refusal) {
    // The connection for reports has just gone, or Redis does not allow us to track; tried again at the next
    // heartbeat.
    if (!std::exchange(pair.refused, true)) log::warn("redis does not track", {{"reason", refusal.what()}});
  }
}

// Only for its deadline: a PING without an answer closes the connection, which ends the tracking. Reads too: while
// nothing is read, nothing else would show that Redis has lost that connection, and with it what it tracks.
awaitable<void> TrackingClient::Shared::beat(const Pair& pair) {
  try {
    co_await invalidations.call_at(pair.node, Command("PING"));
    co_await reads.call_at(pair.node, Command("PING"));
  } catch (const Unavailable& lost) {
    log::debug("heartbeat without an answer", {{"reason", lost.what()}});
  }
}

TrackingClient::TrackingClient(asio::any_io_executor executor, Options options)
    : shared_(std::make_shared<Shared>(executor, std::move(options))) {}

TrackingClient::~TrackingClient() {
  stop();
}

std::shared_ptr<const TrackingClient::Listener> TrackingClient::listen(Listener listener) {
  auto kept = std::make_shared<const Listener>(std::move(listener));
  shared_->listeners.push_back(kept);
  return kept;
}

awaitable<Reply> TrackingClient::call(Command command) {
  return shared_->reads.call(std::move(command));
}

awaitable<std::vector<Reply>> TrackingClient::pipeline(std::vector<Command> commands) {
  return shared_->reads.pipeline(std::move(commands));
}

// CLIENT CACHING NO holds for the next command. Where it is refused the read is tracked, which costs a report.
awaitable<std::vector<Reply>> TrackingClient::pipeline_untracked(std::vector<Command> commands) {
  std::vector<Command> pairs;
  for (auto& command : commands) {
    pairs.emplace_back("CLIENT", "CACHING", "NO");
    pairs.push_back(std::move(command));
  }
  auto replies = co_await shared_->reads.pipeline(std::move(pairs));
  std::vector<Reply> answers;
  for (std::size_t i = 1; i < replies.size(); i += 2) answers.push_back(std::move(replies[i]));
  co_return answers;
}

bool TrackingClient::reaches(std::string_view key) const {
  return shared_->reads.reaches(key);
}

bool TrackingClient::connected() const {
  return shared_->reads.connected();
}

std::string TrackingClient::problem() const {
  return shared_->reads.problem();
}

bool TrackingClient::tracking() const {
  return shared_->tracking();
}

unsigned TrackingClient::times_connected() const {
  return shared_->times_connected;
}

void TrackingClient::stop() {
  shared_->stop();
}

}  // namespace souk::redis
