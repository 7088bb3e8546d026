#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "payment/domain/quote.hpp"
#include "payment/store/catalogue.hpp"
#include "payment/store/orders.hpp"

namespace souk::payment {

// What a buyer does: asks for prices, places an order, gives it up. Every member throws Unavailable when Redis, or
// inventory where it is needed, is away.
class Checkout {
 public:
  Checkout(Orders& orders, Catalogue& catalogue, unsigned fee_percent)
      : orders_(orders), catalogue_(catalogue), fee_percent_(fee_percent) {}

  awaitable<Quote> quote(NewQuote);

  // An empty key: the order has none. Refused: product_not_found, sold_out, insufficient_stock, idempotency_key_reused.
  awaitable<Outcome<Placed>> place_order(NewOrder, std::string key);

  // From then on no order can be placed under this key. Works without inventory. Refused: idempotency_key_reused.
  awaitable<Outcome<Order>> abandon_order(NewOrder, std::string key);

 private:
  awaitable<std::optional<contracts::ProductOffer>> offer_if_known(Ulid id);

  Orders& orders_;
  Catalogue& catalogue_;
  unsigned fee_percent_;
};

}  // namespace souk::payment
