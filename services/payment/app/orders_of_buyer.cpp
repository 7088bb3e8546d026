#include "payment/app/orders_of_buyer.hpp"

namespace souk::payment {

awaitable<std::vector<Order>> orders_of_buyer(BuyerOrders& index, OrderStore& orders, CustomerId buyer) {
  std::vector<Order> found;
  for (const auto& pk : co_await index.pks_of(std::move(buyer), most_orders_of_buyer)) {
    if (auto order = co_await orders.find(pk)) found.push_back(std::move(*order));
  }
  co_return found;
}

}  // namespace souk::payment
