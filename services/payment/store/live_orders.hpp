#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

#include "payment/store/orders.hpp"
#include "redis/near_cache.hpp"
#include "redis/watch.hpp"

namespace souk::payment {

// A rendered order: rendered once for all clients that watch it.
struct RenderedOrder {
  std::string version;  // another one for another content
  std::string json;
  bool operator==(const RenderedOrder&) const = default;
};

// The orders that clients watch.
class LiveOrders {
 public:
  static constexpr std::size_t capacity = 10'000;  // orders, about 700 bytes each

  LiveOrders(boost::asio::any_io_executor, redis::Options, const Orders&);

  // Refused: order_not_found. Throws Unavailable.
  awaitable<Outcome<std::shared_ptr<const RenderedOrder>>> find(Ulid pk);
  redis::Watcher<RenderedOrder> watch(const Ulid& pk) { return watch_.watch({orders_.key(pk)}); }

 private:
  const Orders& orders_;
  redis::NearCache<RenderedOrder> cache_;
  redis::Watch<RenderedOrder> watch_;
};

}  // namespace souk::payment
