#include "redis/near_cache.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <unordered_map>
#include <utility>

#include "base/log.hpp"
#include "redis/connection.hpp"
#include "redis/recent_values.hpp"

namespace souk::redis {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;

namespace {

// A lost invalidation connection shows no later than this plus the deadline.
constexpr Milliseconds heartbeat{1000};

Options for_reads(Options options) {
  options.connections = 1;  // tracking follows one connection, and its order makes the rules below hold
  options.library.reset();
  return options;
}

Options for_invalidations(Options options) {
  options = for_reads(std::move(options));
  options.name += ":invalidations";
  options.observe = nullptr;
  return options;
}

// A read under way and those who wait for it.
struct Flight {
  explicit Flight(asio::any_io_executor executor) : landed(executor, SteadyClock::time_point::max()) {}

  NearCache::Value result() const {
    if (error) std::rethrow_exception(error);
    return value;
  }

  asio::steady_timer landed;  // cancelled when it has
  bool overtaken = false;     // its key changed since it left
  NearCache::Value value;
  std::exception_ptr error;
};

}  // namespace

// Why a kept value is never older than the last invalidation: reads and CLIENT TRACKING go over one connection, so a
// reply that comes while `keeping` is one of a read that Redis tracks; and whatever empties the cache also marks the
// flights.
struct NearCache::Shared {
  Shared(asio::any_io_executor, Options, std::size_t capacity, Render);

  static awaitable<Value> read(std::shared_ptr<Shared> shared, std::string key);
  static awaitable<void> tend(std::shared_ptr<Shared> shared);
  awaitable<void> track();
  awaitable<void> beat();
  awaitable<void> fly(std::string key, std::shared_ptr<Flight> flight);

  Hooks of_reads();
  Hooks of_invalidations();
  void nudge();
  void apply(const Reply& message);
  void forget(const std::string& key);
  void empty();
  void stop();

  asio::any_io_executor executor;
  Render render;
  Listener listener;
  RecentValues values;
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights;  // those that a get may join: none is overtaken
  std::int64_t redirect = 0;      // the id of the invalidation connection; 0 while it is down
  bool keeping = false;           // Redis tracks the reads and would tell us
  bool refused_to_track = false;  // and the log said so
  bool nudged = false;
  bool stopped = false;
  asio::steady_timer rest;
  Client reads;
  Client invalidations;
};

NearCache::Shared::Shared(asio::any_io_executor on, Options options, std::size_t capacity, Render how)
    : executor(on),
      render(std::move(how)),
      values(capacity),
      rest(on),
      reads(on, for_reads(options), of_reads()),
      invalidations(on, for_invalidations(options), of_invalidations()) {}

// `this` in the hooks: a stopped connection calls none, and both stop before `this` goes.
Hooks NearCache::Shared::of_reads() {
  return {.up = [this](const std::vector<Reply>&) { nudge(); }, .down = [this] { empty(); }};
}

Hooks NearCache::Shared::of_invalidations() {
  Hooks hooks;
  hooks.greeting.emplace_back("CLIENT", "ID");
  hooks.greeting.emplace_back("SUBSCRIBE", "__redis__:invalidate");
  hooks.up = [this](const std::vector<Reply>& greeted) {
    redirect = greeted.front().integer();
    nudge();
  };
  hooks.down = [this] {
    redirect = 0;
    empty();
  };
  hooks.pushed = [this](const Reply& message) { apply(message); };
  return hooks;
}

// ["message", channel, keys]; no keys at all: the database was flushed.
void NearCache::Shared::apply(const Reply& message) {
  const auto& keys = message.array().back();
  if (keys.is_nil()) {
    for (const auto& [key, flight] : flights) flight->overtaken = true;
    flights.clear();
    values.clear();
    if (listener.all_changed) listener.all_changed();
    return;
  }
  for (const auto& key : keys.array()) {
    forget(key.text());
    if (listener.changed) listener.changed(key.text());
  }
}

void NearCache::Shared::forget(const std::string& key) {
  values.forget(key);
  if (auto flight = flights.extract(key)) flight.mapped()->overtaken = true;
}

void NearCache::Shared::empty() {
  keeping = false;
  for (const auto& [key, flight] : flights) flight->overtaken = true;
  flights.clear();
  values.clear();
}

void NearCache::Shared::nudge() {
  nudged = true;
  rest.cancel();
}

void NearCache::Shared::stop() {
  stopped = true;
  reads.stop();
  invalidations.stop();
  empty();
  rest.cancel();
}

awaitable<NearCache::Value> NearCache::Shared::read(std::shared_ptr<Shared> shared, std::string key) {
  if (const auto* kept = shared->values.find(key)) co_return *kept;
  const auto [joined, first] = shared->flights.try_emplace(key);
  if (!first) {
    const auto flight = joined->second;
    co_await flight->landed.async_wait(as_tuple(deferred));
    co_return flight->result();
  }
  const auto flight = joined->second = std::make_shared<Flight>(shared->executor);
  co_await shared->fly(std::move(key), flight);
  co_return flight->result();
}

awaitable<void> NearCache::Shared::fly(std::string key, std::shared_ptr<Flight> flight) {
  try {
    flight->value = render(co_await reads.call(Command("HGETALL", key)));
  } catch (...) {
    flight->error = std::current_exception();
  }
  flight->landed.cancel();
  if (flight->overtaken) co_return;
  flights.erase(key);
  if (keeping && !flight->error) values.keep(std::move(key), flight->value);
}

awaitable<void> NearCache::Shared::tend(std::shared_ptr<Shared> shared) {
  while (!shared->stopped) {
    shared->nudged = false;
    if (shared->redirect != 0 && !shared->keeping && shared->reads.connected()) co_await shared->track();
    if (shared->redirect != 0) co_await shared->beat();
    if (shared->nudged || shared->stopped) continue;
    shared->rest.expires_after(heartbeat);
    co_await shared->rest.async_wait(as_tuple(deferred));
  }
}

awaitable<void> NearCache::Shared::track() {
  const auto id = redirect;
  try {
    co_await reads.call(Command("CLIENT", "TRACKING", "ON", "REDIRECT", id));
    keeping = id == redirect && !stopped;
    refused_to_track = false;
    if (keeping && listener.all_changed) listener.all_changed();
  } catch (const Unavailable& lost) {
    log::debug("near cache does not track", {{"reason", lost.what()}});  // the connection nudges when it is back
  } catch (const Unexpected& refused) {
    // The invalidation connection has just gone, or Redis does not allow us to track; tried again at the next
    // heartbeat.
    if (!std::exchange(refused_to_track, true)) log::warn("near cache keeps nothing", {{"reason", refused.what()}});
  }
}

// Only for its deadline: a PING without an answer closes the connection, and that empties the cache. Reads too: while
// every get is a hit nothing else would show that Redis has lost that connection, and with it what it tracks.
awaitable<void> NearCache::Shared::beat() {
  try {
    co_await invalidations.call(Command("PING"));
    co_await reads.call(Command("PING"));
  } catch (const Unavailable& lost) {
    log::debug("near cache lost its pulse", {{"reason", lost.what()}});  // which has emptied it
  }
}

NearCache::NearCache(asio::any_io_executor executor, Options options, std::size_t capacity, Render render)
    : shared_(std::make_shared<Shared>(executor, std::move(options), capacity, std::move(render))) {
  asio::co_spawn(executor, Shared::tend(shared_), [](std::exception_ptr error) {
    if (!error) return;
    log::error("near cache failed");
    std::rethrow_exception(error);
  });
}

NearCache::~NearCache() {
  stop();
}

awaitable<NearCache::Value> NearCache::get(std::string key) {
  return Shared::read(shared_, std::move(key));
}

bool NearCache::peek(const std::string& key, Value& value) {
  const auto* kept = shared_->values.find(key);
  if (kept == nullptr) return false;
  value = *kept;
  return true;
}

void NearCache::forget(const std::string& key) {
  shared_->forget(key);
}

void NearCache::listen(Listener listener) {
  shared_->listener = std::move(listener);
}

std::size_t NearCache::size() const {
  return shared_->values.size();
}

void NearCache::stop() {
  shared_->stop();
}

}  // namespace souk::redis
