#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <vector>

#include "payment/store/order_list.hpp"
#include "payment/store/orders.hpp"

namespace souk::payment {

// What an order with a customer is searched by: all that are given must match, and one is.
struct CustomerQuery {
  std::optional<OrderNumber> number;
  std::optional<Email> email;
  std::optional<PersonName> name;  // whole words, in any case and order

  bool is_empty() const { return !number && !email && !name; }
};

// Finds orders by who they are for. Every member throws Unavailable when Redis is down.
class OrderFinder {
 public:
  static constexpr std::size_t most = 1000;  // orders of one number, e-mail address or name: the newest

  OrderFinder(Orders& orders, OrderList& list) : orders_(orders), list_(list) {}

  // The newest that also pass the filter, as a page without a next.
  awaitable<Page> page(CustomerQuery, std::size_t limit, OrderFilter);
  // For a buyer who knows both. Nothing: there is no such order.
  awaitable<std::optional<Order>> find(OrderNumber, Email);

 private:
  awaitable<std::vector<Ulid>> search(const CustomerQuery&);

  Orders& orders_;
  OrderList& list_;
};

}  // namespace souk::payment
