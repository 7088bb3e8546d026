#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "payment/domain/visitor_orders.hpp"
#include "payment/store/buyer_orders.hpp"
#include "payment/store/order_store.hpp"
#include "payment/store/visit_store.hpp"

namespace souk::payment {

// For the store: who orders how much, and undoing it.
class Visitors {
 public:
  static constexpr std::size_t most_visits = 50'000;  // that are looked at, the newest
  static constexpr std::size_t most_shown = 100;      // visitors
  static constexpr std::size_t most_cancelled = 500;  // orders by one call

  Visitors(VisitStore& visits, BuyerOrders& index, OrderStore& orders)
      : visits_(visits), index_(index), orders_(orders) {}

  // Those with the most open orders first, then those with the most orders.
  awaitable<std::vector<VisitorOrders>> list(VisitorKind);
  // Cancels the open orders of one, as the store's. Repeating it changes nothing.
  awaitable<CancelledOrders> cancel(VisitorKind, std::string value);

 private:
  awaitable<std::vector<Ulid>> pks_of(VisitorKind, std::string value);

  VisitStore& visits_;
  BuyerOrders& index_;
  OrderStore& orders_;
};

}  // namespace souk::payment
