#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "payment/domain/quote.hpp"
#include "payment/store/offers.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

// The use cases of a buyer: quote prices, place an order, abandon or cancel it. Every member throws Unavailable when
// Redis is down, or inventory where it is needed.
class Checkout {
 public:
  // `hold`: of orders that are paid at a provider, which need a customer; nothing: none is paid at one.
  Checkout(OrderStore& orders, Offers& offers, unsigned fee_percent, Hold hold = {})
      : orders_(orders), offers_(offers), fee_percent_(fee_percent), hold_(hold) {}

  awaitable<Quote> quote(NewQuote);

  // An empty key: the order has none. Refused: product_not_found, sold_out, insufficient_stock, idempotency_key_reused,
  // validation_failed at {"customer"}.
  awaitable<Outcome<Placed>> place_order(NewOrder, std::string key);

  // Before it is paid; its units go back. Refused: order_not_found, already_paid.
  awaitable<Outcome<Order>> cancel_order(Ulid pk, Reason reason) { return orders_.cancel(pk, reason); }

  // Afterwards no order can be placed under this key. Works without inventory. Refused: idempotency_key_reused.
  awaitable<Outcome<Order>> abandon_order(NewOrder, std::string key);

 private:
  awaitable<OffersById> offers_of(const std::vector<WantedLine>&);
  awaitable<OffersById> known_offers(const std::vector<WantedLine>&);

  OrderStore& orders_;
  Offers& offers_;
  unsigned fee_percent_;
  Hold hold_;
};

}  // namespace souk::payment
