#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "redis/near_cache.hpp"

namespace souk::redis {

namespace detail {

class ErasedWatcher;

// A watch of values whose type it does not know; see Watch.
class ErasedWatch {
 public:
  using Value = ErasedNearCache::Value;
  using Equal = bool (*)(const void*, const void*);

  ErasedWatch(boost::asio::any_io_executor, ErasedNearCache&, Equal, Milliseconds pause);
  ~ErasedWatch();
  ErasedWatch(const ErasedWatch&) = delete;

  ErasedWatcher watch(std::vector<std::string> keys);
  std::size_t size() const;

 private:
  friend class ErasedWatcher;
  struct Key;
  struct Place;
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

class ErasedWatcher {
 public:
  ErasedWatcher(ErasedWatcher&&) noexcept;
  ~ErasedWatcher();

  awaitable<std::pair<std::size_t, ErasedWatch::Value>> next();

 private:
  friend class ErasedWatch;
  struct State;
  explicit ErasedWatcher(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace detail

// Watches keys for as long as it lives. Nothing queues up for a slow one: it gets the latest value of each key.
template <class T>
class Watcher {
 public:
  struct Change {
    std::size_t which;               // of the keys, in the order in which they were given
    std::shared_ptr<const T> value;  // null: no such key
  };
  // First the value of each key, as soon as it is known; then each value that it changes to. Waits without a limit: a
  // caller that leaves cancels it.
  awaitable<Change> next() {
    auto [which, value] = co_await watcher_.next();
    co_return Change{which, std::static_pointer_cast<const T>(std::move(value))};
  }

 private:
  friend class Watch<T>;
  explicit Watcher(detail::ErasedWatcher watcher) : watcher_(std::move(watcher)) {}
  detail::ErasedWatcher watcher_;
};

// Notifies any number of watchers of the changes of the keys they watch. A changed key is read once for all of them: at
// once, or, if it was read less than `pause` ago, when that time is over; what changes meanwhile shows as one change.
// After a lost connection every watched key is read again, so the last change is never missed.
template <class T>
class Watch {
 public:
  // The cache lives longer, and has no other Watch.
  Watch(boost::asio::any_io_executor executor, NearCache<T>& cache, Milliseconds pause = Milliseconds(100))
      : watch_(std::move(executor), cache.values_, equal, pause) {}

  Watcher<T> watch(std::vector<std::string> keys) { return Watcher<T>(watch_.watch(std::move(keys))); }
  std::size_t size() const { return watch_.size(); }  // keys that are watched

 private:
  static bool equal(const void* one, const void* other) {
    return *static_cast<const T*>(one) == *static_cast<const T*>(other);
  }
  detail::ErasedWatch watch_;
};

}  // namespace souk::redis
