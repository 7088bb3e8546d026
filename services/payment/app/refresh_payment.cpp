#include "payment/app/order_payments.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds looks_apart{2000};  // of buyers who come back: anybody who knows an order may ask

}  // namespace

awaitable<Outcome<void>> OrderPayments::refresh_payment(Ulid pk) {
  const auto order = co_await orders_.find(pk);
  if (!order) co_return std::unexpected(order.error());
  const bool may_be_paid = order->payment.status == PaymentStatus::requires_payment;
  if (may_be_paid) co_await ledgers_.look(pk, looks_apart);
  co_return Outcome<void>();
}

}  // namespace souk::payment
