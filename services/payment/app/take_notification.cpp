#include "payment/app/order_payments.hpp"
#include "payment/store/apply.hpp"

namespace souk::payment {

// A worker looks up what the provider did not confirm.
awaitable<void> OrderPayments::take_notification(ProviderAnswer said) {
  if (said.reference.empty() && !said.object.empty()) {
    co_await ledgers_.keep({std::move(said.object), std::move(said.events)});
    co_return;
  }
  const auto pk = Ulid::parse(said.reference);
  if (said.state == ProviderAnswer::State::unknown && pk) co_return co_await ledgers_.look(*pk, Milliseconds(0));
  co_await apply(ledgers_, std::move(said.reference), std::move(said.events));
}

}  // namespace souk::payment
