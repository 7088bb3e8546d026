#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "payment/domain/fulfilment.hpp"
#include "payment/store/order_pages.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// A place in the list of orders to ship: after this one.
struct ShippingCursor {
  Ulid after;
  std::string text() const { return after.text(); }
  static std::optional<ShippingCursor> parse(std::string_view text);
};

struct ShippingPage {
  std::vector<Order> orders;  // with their whole customers
  std::optional<ShippingCursor> next;
};

// The goods of paid orders, in Redis. Every member throws Unavailable when Redis is down.
class Shipping {
 public:
  Shipping(redis::Client& redis, OrderPages& orders, unsigned partitions)
      : redis_(redis), orders_(orders), partitions_(partitions) {}

  // Refused: order_not_found, not_paid, already_shipped.
  awaitable<Outcome<void>> fulfil(Ulid pk, NewFulfilment);

  // The completed orders with a customer that are not shipped, oldest first; only those in this state, if one is given:
  // then a page may have fewer than `limit` although more follow.
  awaitable<ShippingPage> to_ship(std::size_t limit, std::optional<FulfilmentState>, std::optional<ShippingCursor>);

 private:
  awaitable<std::vector<Ulid>> oldest(std::size_t limit, const std::optional<ShippingCursor>&);

  redis::Client& redis_;
  OrderPages& orders_;
  unsigned partitions_;
};

}  // namespace souk::payment
