#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "redis/client.hpp"

namespace souk::redis {

namespace detail {

// A near cache of values whose type it does not know; see NearCache.
class ErasedNearCache {
 public:
  using Value = std::shared_ptr<const void>;
  using Render = std::function<Value(Reply)>;
  struct Listener {
    std::function<void(const std::string& key)> changed = {};
    std::function<void()> all_changed = {};
  };

  ErasedNearCache(boost::asio::any_io_executor, Options, std::size_t capacity, Render);
  ~ErasedNearCache();
  ErasedNearCache(const ErasedNearCache&) = delete;

  awaitable<Value> get(std::string key);
  const Value* peek(const std::string& key);
  void forget(const std::string& key);
  void listen(Listener);
  std::size_t size() const;
  void stop();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace detail

template <class T>
class Watch;

// Values of type T that were read from Redis and are kept in memory until Redis reports that their key changed (see
// TrackingClient). While Redis does not track, it is empty and every get() reads. It holds at most `capacity` values;
// the least recently read goes first. Cached values never decide.
//
// A read whose key changes meanwhile is answered, but not kept. Concurrent gets of a key share one read.
template <class T>
class NearCache {
 public:
  using Value = std::shared_ptr<const T>;  // null: no such key
  // Makes the value from the key's reply, once a read. Null is kept, too: the key is absent.
  using Render = std::function<Value(Reply)>;

  NearCache(boost::asio::any_io_executor executor, Options options, std::size_t capacity, Render render)
      : values_(std::move(executor), std::move(options), capacity, std::move(render)) {}

  // HGETALL key, rendered; from memory when it is there. Throws Unavailable.
  awaitable<Value> get(std::string key) { return typed(values_.get(std::move(key))); }
  // From memory only; false: not there. For a hot path that must not start a coroutine.
  bool peek(const std::string& key, Value& value) {
    const auto* kept = values_.peek(key);
    if (kept) value = std::static_pointer_cast<const T>(*kept);
    return kept != nullptr;
  }
  // For a process that changes a key through another connection, so that it reads its own write.
  void forget(const std::string& key) { values_.forget(key); }
  std::size_t size() const { return values_.size(); }
  void stop() { values_.stop(); }

 private:
  friend class Watch<T>;
  static awaitable<Value> typed(awaitable<std::shared_ptr<const void>> value) {
    co_return std::static_pointer_cast<const T>(co_await std::move(value));
  }
  detail::ErasedNearCache values_;
};

}  // namespace souk::redis
