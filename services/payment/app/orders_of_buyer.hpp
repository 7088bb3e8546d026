#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "payment/store/buyer_orders.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

// The newest orders of a buyer, newest first, as their buyer sees them. Throws Unavailable when Redis is down.
awaitable<std::vector<Order>> orders_of_buyer(BuyerOrders&, OrderStore&, CustomerId);

inline constexpr std::size_t most_orders_of_buyer = 100;

}  // namespace souk::payment
