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

namespace souk::redis {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;

namespace {

constexpr Milliseconds before_retry{1000};  // of a read that failed

using Unlinking = boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

bool same(const NearCache::Value& one, const NearCache::Value& other) {
  return one == other || (one && other && *one == *other);
}

}  // namespace

// One key of one watcher.
struct Watch::Place : Unlinking {
  Watcher::State* watcher;
  std::shared_ptr<Key> key;
  bool pending = false;  // its watcher has not taken the latest value yet
};

struct Watch::Key {
  explicit Key(std::string key) : name(std::move(key)) {}

  const std::string name;
  boost::intrusive::list<Place, boost::intrusive::constant_time_size<false>> places;
  NearCache::Value value;  // what the watchers were told
  bool known = false;      // it was read at least once
  bool changed = true;     // since it was read
  bool tended = false;     // tend() runs
  SteadyClock::time_point rests_until;
};

struct Watcher::State {
  explicit State(std::shared_ptr<Watch::Shared> of);
  ~State();

  void tell(Watch::Place& place) {
    if (std::exchange(place.pending, true)) return;
    news.push_back(static_cast<std::size_t>(&place - places.data()));
    arrived.cancel();
  }

  std::shared_ptr<Watch::Shared> shared;
  std::vector<Watch::Place> places;  // as the keys were given
  std::deque<std::size_t> news;      // of the places: those that are pending
  asio::steady_timer arrived;        // cancelled when there is news
};

struct Watch::Shared : std::enable_shared_from_this<Shared> {
  Shared(asio::any_io_executor on, NearCache& from, Milliseconds least) : executor(on), cache(from), pause(least) {}

  void changed(const std::string& name);
  void all_changed();
  void join(Place&, std::string name);
  void leave(Key&);
  void attend(std::shared_ptr<Key>);
  static awaitable<void> tend(std::shared_ptr<Shared>, std::shared_ptr<Key>);
  awaitable<void> read(Key&);
  void show(Key&, NearCache::Value);

  asio::any_io_executor executor;
  NearCache& cache;
  const Milliseconds pause;
  std::unordered_map<std::string, std::shared_ptr<Key>> keys;
  bool stopped = false;
};

void Watch::Shared::changed(const std::string& name) {
  const auto found = keys.find(name);
  if (found == keys.end()) return;
  found->second->changed = true;
  attend(found->second);
}

void Watch::Shared::all_changed() {
  for (const auto& [name, key] : keys) {
    key->changed = true;
    attend(key);
  }
}

void Watch::Shared::join(Place& place, std::string name) {
  auto& key = keys[name];
  if (!key) key = std::make_shared<Key>(std::move(name));
  place.key = key;
  key->places.push_back(place);
  if (key->known) {
    place.watcher->tell(place);
  } else {
    attend(key);
  }
}

void Watch::Shared::leave(Key& key) {
  if (key.places.empty() && !key.tended) keys.erase(key.name);
}

void Watch::Shared::attend(std::shared_ptr<Key> key) {
  if (std::exchange(key->tended, true)) return;
  asio::co_spawn(executor, tend(shared_from_this(), std::move(key)), [](std::exception_ptr error) {
    if (!error) return;
    log::error("watch failed");
    std::rethrow_exception(error);
  });
}

// Reads the key until it has not changed since, with a rest between two reads.
awaitable<void> Watch::Shared::tend(std::shared_ptr<Shared> shared, std::shared_ptr<Key> key) {
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

awaitable<void> Watch::Shared::read(Key& key) {
  key.changed = false;  // before the read: what comes during it counts
  key.rests_until = SteadyClock::now() + pause;
  try {
    show(key, co_await cache.get(key.name));
  } catch (const Unavailable&) {
    key.changed = true;
    key.rests_until = SteadyClock::now() + before_retry;
  } catch (const std::exception& error) {  // only its next change can mend it
    log::error("watched key not read", {{"key", key.name}, {"error", error.what()}});
  }
}

void Watch::Shared::show(Key& key, NearCache::Value value) {
  if (std::exchange(key.known, true) && same(key.value, value)) return;
  key.value = std::move(value);
  for (auto& place : key.places) place.watcher->tell(place);
}

Watch::Watch(asio::any_io_executor executor, NearCache& cache, Milliseconds pause)
    : shared_(std::make_shared<Shared>(executor, cache, pause)) {
  auto& shared = *shared_;
  cache.listen({.changed = [&shared](const std::string& key) { shared.changed(key); },
                .all_changed = [&shared] { shared.all_changed(); }});
}

Watch::~Watch() {
  shared_->stopped = true;
  shared_->cache.listen({});
}

Watcher Watch::watch(std::vector<std::string> keys) {
  auto state = std::make_unique<Watcher::State>(shared_);
  state->places.resize(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    state->places[i].watcher = state.get();
    shared_->join(state->places[i], std::move(keys[i]));
  }
  return Watcher(std::move(state));
}

std::size_t Watch::size() const {
  return shared_->keys.size();
}

Watcher::State::State(std::shared_ptr<Watch::Shared> of)
    : shared(std::move(of)), arrived(shared->executor, SteadyClock::time_point::max()) {}

Watcher::State::~State() {
  for (auto& place : places) {
    place.unlink();
    shared->leave(*place.key);
  }
}

Watcher::Watcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Watcher::Watcher(Watcher&&) noexcept = default;
Watcher::~Watcher() = default;

awaitable<Watcher::Change> Watcher::next() {
  auto& news = state_->news;
  while (news.empty()) co_await state_->arrived.async_wait(as_tuple(deferred));
  const auto which = news.front();
  news.pop_front();
  auto& place = state_->places[which];
  place.pending = false;
  co_return Change{which, place.key->value};
}

}  // namespace souk::redis
