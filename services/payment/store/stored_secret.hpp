#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "redis/client.hpp"

namespace souk::payment {

// A random secret that is made once and kept in Redis, for keyed hashes.
class StoredSecret {
 public:
  StoredSecret(redis::Client& redis, std::string key) : redis_(redis), key_(std::move(key)) {}

  boost::asio::awaitable<std::string> value();  // throws Unavailable

 private:
  redis::Client& redis_;
  std::string key_;
  std::string value_ = {};  // empty until it is needed
};

}  // namespace souk::payment
