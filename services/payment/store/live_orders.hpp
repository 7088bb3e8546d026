#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "payment/store/orders.hpp"
#include "redis/near_cache.hpp"
#include "redis/watch.hpp"

namespace souk::payment {

// An order as it is told: rendered once for all who watch it.
class RenderedOrder {
 public:
  explicit RenderedOrder(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  static std::string render(const Order&);

  std::string_view id() const { return std::string_view(*text_).substr(0, text_->find('\n')); }  // of its event
  int steps() const;
  std::string_view json() const { return std::string_view(*text_).substr(text_->find('\n') + 1); }

 private:
  std::shared_ptr<const std::string> text_;  // number of steps, a new line, JSON
};

// Orders that somebody watches.
class LiveOrders {
 public:
  static constexpr std::size_t capacity = 10'000;  // orders, about 700 bytes each

  LiveOrders(boost::asio::any_io_executor, redis::Options, const Orders&);

  // Refused: order_not_found. Throws Unavailable.
  awaitable<Outcome<RenderedOrder>> find(Ulid pk);
  redis::Watcher watch(const Ulid& pk) { return watch_.watch({orders_.key(pk)}); }

 private:
  const Orders& orders_;
  redis::NearCache cache_;
  redis::Watch watch_;
};

}  // namespace souk::payment
