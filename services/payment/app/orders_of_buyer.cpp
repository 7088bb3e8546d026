#include "payment/app/orders_of_buyer.hpp"

namespace souk::payment {

awaitable<std::vector<Order>> orders_of_buyer(BuyerOrders& index, OrderStore& orders, CustomerId buyer) {
  co_return co_await orders.find_all(co_await index.pks_of(std::move(buyer), most_orders_of_buyer));
}

}  // namespace souk::payment
