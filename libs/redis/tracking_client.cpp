#include "redis/tracking_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <utility>

#include "base/log.hpp"
#include "redis/detail/connection.hpp"

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

struct TrackingClient::Shared {
  Shared(asio::any_io_executor, Options, Listener);

  static awaitable<void> tend(std::shared_ptr<Shared> shared);
  awaitable<void> track();
  awaitable<void> beat();

  detail::Hooks of_reads();
  detail::Hooks of_invalidations();
  void apply(const Reply& message);
  void nudge();
  void lose();
  void stop();

  Listener listener;
  std::int64_t redirect = 0;              // the id of the connection for reports; 0 while it is down
  std::string reads_from, reported_from;  // the nodes of the two; an id means another connection at another node
  bool tracking = false;
  unsigned times_connected = 0;
  bool refused = false;  // Redis does not let us track, and the log said so
  bool nudged = false;
  bool stopped = false;
  asio::steady_timer rest;
  Client reads;
  Client invalidations;
};

TrackingClient::Shared::Shared(asio::any_io_executor executor, Options options, Listener to)
    : listener(std::move(to)),
      rest(executor),
      reads(executor, for_reads(options), of_reads()),
      invalidations(executor, for_invalidations(options), of_invalidations()) {}

// `this` in the hooks: a stopped connection calls none, and both stop before `this` goes.
detail::Hooks TrackingClient::Shared::of_reads() {
  return {.up =
              [this](const std::vector<Reply>&, const Url& node) {
                ++times_connected;
                reads_from = node.address();
                nudge();
              },
          .down = [this] { lose(); }};
}

detail::Hooks TrackingClient::Shared::of_invalidations() {
  detail::Hooks hooks;
  hooks.greeting.emplace_back("CLIENT", "ID");
  hooks.greeting.emplace_back("SUBSCRIBE", "__redis__:invalidate");
  hooks.up = [this](const std::vector<Reply>& greeted, const Url& node) {
    redirect = greeted.front().integer();
    reported_from = node.address();
    nudge();
  };
  hooks.down = [this] {
    redirect = 0;
    lose();
  };
  hooks.pushed = [this](const Reply& message) { apply(message); };
  return hooks;
}

// ["message", channel, keys]; no keys at all: the database was flushed.
void TrackingClient::Shared::apply(const Reply& message) {
  const auto& keys = message.array().back();
  if (keys.is_nil()) {
    if (listener.all_changed) listener.all_changed();
    return;
  }
  for (const auto& key : keys.array()) {
    if (listener.changed) listener.changed(key.text());
  }
}

void TrackingClient::Shared::nudge() {
  nudged = true;
  rest.cancel();
}

void TrackingClient::Shared::lose() {
  if (std::exchange(tracking, false) && listener.lost) listener.lost();
}

void TrackingClient::Shared::stop() {
  stopped = true;
  tracking = false;
  reads.stop();
  invalidations.stop();
  rest.cancel();
}

awaitable<void> TrackingClient::Shared::tend(std::shared_ptr<Shared> shared) {
  while (!shared->stopped) {
    shared->nudged = false;
    if (shared->redirect != 0 && !shared->tracking && shared->reads.connected() &&
        shared->reads_from == shared->reported_from) {
      co_await shared->track();
    }
    if (shared->redirect != 0) co_await shared->beat();
    if (shared->nudged || shared->stopped) continue;
    shared->rest.expires_after(heartbeat);
    co_await shared->rest.async_wait(as_tuple(deferred));
  }
}

awaitable<void> TrackingClient::Shared::track() {
  const auto id = redirect;
  try {
    co_await reads.call(Command("CLIENT", "TRACKING", "ON", "REDIRECT", id, "OPTOUT"));
    tracking = id == redirect && !stopped;
    refused = false;
    if (tracking && listener.all_changed) listener.all_changed();
  } catch (const Unavailable& lost) {
    log::debug("redis does not track yet", {{"reason", lost.what()}});  // the connection nudges when it is back
  } catch (const Unexpected& refusal) {
    // The connection for reports has just gone, or Redis does not allow us to track; tried again at the next
    // heartbeat.
    if (!std::exchange(refused, true)) log::warn("redis does not track", {{"reason", refusal.what()}});
  }
}

// Only for its deadline: a PING without an answer closes the connection, which ends the tracking. Reads too: while
// nothing is read, nothing else would show that Redis has lost that connection, and with it what it tracks.
awaitable<void> TrackingClient::Shared::beat() {
  try {
    co_await invalidations.call(Command("PING"));
    co_await reads.call(Command("PING"));
  } catch (const Unavailable& lost) {
    log::debug("heartbeat without an answer", {{"reason", lost.what()}});
  }
}

TrackingClient::TrackingClient(asio::any_io_executor executor, Options options)
    : TrackingClient(executor, std::move(options), Listener()) {}

TrackingClient::TrackingClient(asio::any_io_executor executor, Options options, Listener listener)
    : shared_(std::make_shared<Shared>(executor, std::move(options), std::move(listener))) {
  asio::co_spawn(executor, Shared::tend(shared_), [](std::exception_ptr error) {
    if (!error) return;
    log::error("tracking failed");
    std::rethrow_exception(error);
  });
}

TrackingClient::~TrackingClient() {
  stop();
}

void TrackingClient::listen(Listener listener) {
  shared_->listener = std::move(listener);
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

bool TrackingClient::connected() const {
  return shared_->reads.connected();
}

bool TrackingClient::tracking() const {
  return shared_->tracking;
}

unsigned TrackingClient::times_connected() const {
  return shared_->times_connected;
}

void TrackingClient::stop() {
  shared_->stop();
}

}  // namespace souk::redis
