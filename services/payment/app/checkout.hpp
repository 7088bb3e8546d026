#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "payment/app/door.hpp"
#include "payment/domain/quote.hpp"
#include "payment/store/offers.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

// The use cases of a buyer: quote prices, place an order, abandon or cancel it. Every member throws Unavailable when
// Redis is down, or inventory where it is needed.
class Checkout {
 public:
  // `hold`: of orders that are paid at a provider, which need a customer; nothing: none is paid at one.
  // `now`: the clock that decides when the sale of a product starts; nothing while it is not known.
  // `refused`: called for each order that is refused because of a product, with the reason. `door`: must outlive this;
  // without one every order passes.
  using Now = std::function<std::optional<TimeRange>(const Ulid& product)>;
  using Refused = std::function<void(const Ulid& product, std::string_view reason)>;
  Checkout(
      OrderStore& orders, Offers& offers, unsigned fee_percent, Hold hold = {},
      Now now = [](const Ulid&) { return std::nullopt; }, Refused refused = [](const Ulid&, std::string_view) {},
      Door* door = nullptr)
      : orders_(orders),
        offers_(offers),
        fee_percent_(fee_percent),
        hold_(hold),
        now_(std::move(now)),
        refused_(std::move(refused)),
        door_(door) {}

  awaitable<Quote> quote(NewQuote, std::optional<contracts::CustomerId> buyer = {});

  // An empty key: the order has none. The visitor must exist until the end. Refused: product_not_found, sold_out,
  // insufficient_stock, not_on_sale, sign_in_required, limit_reached, idempotency_key_reused, validation_failed at
  // {"customer"} or at a line's quantity, and what the door refuses.
  awaitable<Outcome<Placed>> place_order(NewOrder, std::string key, const Visitor& = {});

  // What an order for these lines needs solved; nothing: it needs no challenge.
  awaitable<std::optional<std::string>> challenge(std::vector<WantedLine>, Visitor);

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
  Now now_;
  Refused refused_;
  Door* door_;
};

}  // namespace souk::payment
