#include "payment/app/erase_customer.hpp"

namespace souk::payment {

// The customer first: the mailer erases a file that it writes afterwards (Mailer::send).
awaitable<Outcome<void>> erase_customer(OrderStore& orders, EraseMails erase_mails, Ulid pk) {
  const auto order = co_await orders.find(pk);
  if (!order) co_return std::unexpected(order.error());
  co_await orders.erase_customer(pk);
  erase_mails(pk);
  co_return Outcome<void>();
}

}  // namespace souk::payment
