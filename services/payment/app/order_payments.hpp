#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "payment/domain/provider_answer.hpp"
#include "payment/domain/refund.hpp"
#include "payment/store/ledger_store.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

struct Refunded {
  Order order;
  bool replayed;  // the refund was asked for before
};

// The use cases of an order's payment: pay it back, ask the provider about it, take what the provider says on its own.
// Every member throws Unavailable when Redis is down.
class OrderPayments {
 public:
  OrderPayments(OrderStore& orders, LedgerStore& ledgers) : orders_(orders), ledgers_(ledgers) {}

  // Asks for a refund, once a key; a worker makes it. Refused: order_not_found, not_paid, refund_exceeds_captured,
  // idempotency_key_reused, validation_failed at {"lines", i, "id"}.
  awaitable<Outcome<Refunded>> refund_order(Ulid pk, NewRefund, std::string key);

  // A worker looks the payment up soon, unless it cannot be paid now. Refused: order_not_found.
  awaitable<Outcome<void>> refresh_payment(Ulid pk);

  // Returns when it is stored. A repeat changes nothing.
  awaitable<void> take_notification(ProviderAnswer said);

 private:
  OrderStore& orders_;
  LedgerStore& ledgers_;
};

}  // namespace souk::payment
