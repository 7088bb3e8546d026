#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "redis/client.hpp"

namespace souk::redis {

// Values read from Redis and kept in memory until Redis says that their key changed (client tracking, RESP2, REDIRECT
// to a second connection that is PINGed). Losing either connection empties it; while they are not both up it keeps
// nothing and every get() reads. Holds at most `capacity` values; the least recently read goes first. Cached values
// never decide.
//
// A read that an invalidation of its key overtook is answered, but not kept. Concurrent gets of a key share one read.
class NearCache {
 public:
  using Value = std::shared_ptr<const std::string>;  // null: no such key
  // How the key's reply becomes what is kept: called once a read; null is kept too (the key is absent).
  using Render = std::function<Value(Reply)>;

  NearCache(boost::asio::any_io_executor, Options, std::size_t capacity, Render);
  ~NearCache();
  NearCache(const NearCache&) = delete;

  // HGETALL key, rendered; from memory when it is there. Throws Unavailable.
  awaitable<Value> get(std::string key);
  // From memory only; false: not there. For a hot path that must not start a coroutine.
  bool peek(const std::string& key, Value&);
  // Whoever changes a key through another connection forgets it here, so that it reads its own write.
  void forget(const std::string& key);

  // Who wants to hear what Redis tells, too (see Watch). Only of keys that were read through this cache.
  struct Listener {
    std::function<void(const std::string& key)> changed = {};
    std::function<void()> all_changed = {};  // or may have, unnoticed: from now on changes are told (again)
  };
  void listen(Listener);

  std::size_t size() const;
  void stop();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace souk::redis
