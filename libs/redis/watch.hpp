#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "redis/near_cache.hpp"

namespace souk::redis {

class Watcher;

// Tells any number of watchers what has become of the keys they watch. A changed key is read once for all of them: at
// once, or, if it was read less than `pause` ago, when that time is over; what changes meanwhile shows as one change.
// After a lost connection every watched key is read again, so the last change is never missed.
class Watch {
 public:
  // The cache lives longer, and listens to no other Watch.
  Watch(boost::asio::any_io_executor, NearCache&, Milliseconds pause = Milliseconds(100));
  ~Watch();  // from now on watchers are told nothing
  Watch(const Watch&) = delete;

  Watcher watch(std::vector<std::string> keys);
  std::size_t size() const;  // keys that somebody watches

 private:
  friend class Watcher;
  struct Key;
  struct Place;
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

// One who watches, for as long as it lives. Nothing queues up for a slow one: it gets the latest value of each key.
class Watcher {
 public:
  Watcher(Watcher&&) noexcept;
  ~Watcher();

  struct Change {
    std::size_t which;       // of the keys, as they were given
    NearCache::Value value;  // null: no such key
  };
  // At first each key as it is, as soon as that is known; then again whenever it has changed. Waits as long as it
  // takes: to be cancelled by whoever waits no longer.
  awaitable<Change> next();

 private:
  friend class Watch;
  struct State;
  explicit Watcher(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace souk::redis
