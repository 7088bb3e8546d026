#include "payment/app/order_payments.hpp"

namespace souk::payment {

awaitable<Outcome<Refunded>> OrderPayments::refund_order(Ulid pk, NewRefund wanted, std::string key) {
  auto record = co_await orders_.record_of(pk);
  if (!record) co_return std::unexpected(std::move(record.error()));
  auto refund = refund_of(std::move(*record), std::move(wanted));
  if (!refund) co_return std::unexpected(std::move(refund.error()));
  const auto replayed = co_await ledgers_.refund(std::move(*refund), std::move(key));
  if (!replayed) co_return std::unexpected(replayed.error());
  co_return Refunded{(co_await orders_.find(pk)).value(), *replayed};
}

}  // namespace souk::payment
