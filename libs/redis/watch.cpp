#include "redis/watch.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <deque>
#include <unordered_map>
#include <utility>

#include "base/log.hpp"

namespace souk::redis::detail {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;

namespace {

constexpr Milliseconds before_retry{1000};  // of a read that failed

using Unlinking = boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

}  // namespace

// One key of one watcher.
struct ErasedWatch::Place : Unlinking {
  ErasedWatcher::State* watcher;
  std::shared_ptr<Key> key;
  bool pending = false;  // its watcher has not taken the latest value yet
};

struct ErasedWatch::Key {
  explicit Key(std::string key) : name(std::move(key)) {}

  const std::string name;
  boost::intrusive::list<Place, boost::intrusive::constant_time_size<false>> places;
  Value value;          // what the watchers were notified of
  bool known = false;   // it was read at least once
  bool changed = true;  // since it was read
  bool tended = false;  // tend() runs
  SteadyClock::time_point rests_until;
};

struct ErasedWatcher::State {
  explicit State(std::shared_ptr<ErasedWatch::Shared> of);
  ~State();

  void notify(ErasedWatch::Place& place) {
    if (std::exchange(place.pending, true)) return;
    news.push_back(static_cast<std::size_t>(&place - places.data()));
    arrived.cancel();
  }

  std::shared_ptr<ErasedWatch::Shared> shared;
  std::vector<ErasedWatch::Place> places;  // as the keys were given
  std::deque<std::size_t> news;            // of the places: those that are pending
  asio::steady_timer arrived;              // cancelled when there is news
};

struct ErasedWatch::Shared : std::enable_shared_from_this<Shared> {
  Shared(asio::any_io_executor on, ErasedNearCache& from, Equal by, Milliseconds least)
      : executor(on), cache(from), equal(by), pause(least) {}

  bool same(const Value& one, const Value& other) const {
    return one == other || (one && other && equal(one.get(), other.get()));
  }

  void changed(const std::string& name);
  void all_changed();
  void join(Place&, std::string name);
  void leave(Key&);
  void attend(std::shared_ptr<Key>);
  static awaitable<void> tend(std::shared_ptr<Shared>, std::shared_ptr<Key>);
  awaitable<void> read(Key&);
  void show(Key&, Value);

  asio::any_io_executor executor;
  ErasedNearCache& cache;
  const Equal equal;
  const Milliseconds pause;
  std::unordered_map<std::string, std::shared_ptr<Key>> keys;
  bool stopped = false;
};

void ErasedWatch::Shared::changed(const std::string& name) {
  const auto found = keys.find(name);
  if (found == keys.end()) return;
  found->second->changed = true;
  attend(found->second);
}

void ErasedWatch::Shared::all_changed() {
  for (const auto& [name, key] : keys) {
    key->changed = true;
    attend(key);
  }
}

void ErasedWatch::Shared::join(Place& place, std::string name) {
  auto& key = keys[name];
  if (!key) key = std::make_shared<Key>(std::move(name));
  place.key = key;
  key->places.push_back(place);
  if (key->known) {
    place.watcher->notify(place);
  } else {
    attend(key);
  }
}

void ErasedWatch::Shared::leave(Key& key) {
  if (key.places.empty() && !key.tended) keys.erase(key.name);
}

void ErasedWatch::Shared::attend(std::shared_ptr<Key> key) {
  if (std::exchange(key->tended, true)) return;
  asio::co_spawn(executor, tend(shared_from_this(), std::move(key)), [](std::exception_ptr error) {
    if (!error) return;
    log::error("watch failed");
    std::rethrow_exception(error);
  });
}

// Reads the key until it has not changed since, with a rest between two reads.
awaitable<void> ErasedWatch::Shared::tend(std::shared_ptr<Shared> shared, std::shared_ptr<Key> key) {
  asio::steady_timer rest(shared->executor);
  while (key->changed && !key->places.empty()) {
    if (SteadyClock::now() < key->rests_until) {
      rest.expires_at(key->rests_until);
      co_await rest.async_wait(as_tuple(deferred));
    }
    if (shared->stopped) co_return;
    co_await shared->read(*key);
  }
  key->tended = false;
  shared->leave(*key);
}

awaitable<void> ErasedWatch::Shared::read(Key& key) {
  key.changed = false;  // before the read: what comes during it counts
  key.rests_until = SteadyClock::now() + pause;
  try {
    show(key, co_await cache.get(key.name));
  } catch (const Unavailable&) {
    key.changed = true;
    key.rests_until = SteadyClock::now() + before_retry;
  } catch (const std::exception& error) {  // until its next change another read would fail, too
    log::error("watched key not read", {{"key", key.name}, {"error", error.what()}});
  }
}

void ErasedWatch::Shared::show(Key& key, Value value) {
  if (std::exchange(key.known, true) && same(key.value, value)) return;
  key.value = std::move(value);
  for (auto& place : key.places) place.watcher->notify(place);
}

ErasedWatch::ErasedWatch(asio::any_io_executor executor, ErasedNearCache& cache, Equal equal, Milliseconds pause)
    : shared_(std::make_shared<Shared>(executor, cache, equal, pause)) {
  auto& shared = *shared_;
  cache.listen({.changed = [&shared](const std::string& key) { shared.changed(key); },
                .all_changed = [&shared] { shared.all_changed(); }});
}

ErasedWatch::~ErasedWatch() {
  shared_->stopped = true;
  shared_->cache.listen({});
}

ErasedWatcher ErasedWatch::watch(std::vector<std::string> keys) {
  auto state = std::make_unique<ErasedWatcher::State>(shared_);
  state->places.resize(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    state->places[i].watcher = state.get();
    shared_->join(state->places[i], std::move(keys[i]));
  }
  return ErasedWatcher(std::move(state));
}

std::size_t ErasedWatch::size() const {
  return shared_->keys.size();
}

ErasedWatcher::State::State(std::shared_ptr<ErasedWatch::Shared> of)
    : shared(std::move(of)), arrived(shared->executor, SteadyClock::time_point::max()) {}

ErasedWatcher::State::~State() {
  for (auto& place : places) {
    place.unlink();
    shared->leave(*place.key);
  }
}

ErasedWatcher::ErasedWatcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
ErasedWatcher::ErasedWatcher(ErasedWatcher&&) noexcept = default;
ErasedWatcher::~ErasedWatcher() = default;

awaitable<std::pair<std::size_t, ErasedWatch::Value>> ErasedWatcher::next() {
  auto& news = state_->news;
  while (news.empty()) co_await state_->arrived.async_wait(as_tuple(deferred));
  const auto which = news.front();
  news.pop_front();
  auto& place = state_->places[which];
  place.pending = false;
  co_return std::pair(which, place.key->value);
}

}  // namespace souk::redis::detail
