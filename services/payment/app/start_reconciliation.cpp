#include "payment/app/start_reconciliation.hpp"

#include "payment/domain/refusals.hpp"

namespace souk::payment {

awaitable<Outcome<ReconciliationState>> start_reconciliation(ReconciliationStore& reconciliations, Payments payments) {
  if (payments == Payments::instant) {
    co_return refuse(no_payment_provider, "Payments are instant, so there is nothing to compare.");
  }
  co_await reconciliations.ask();
  co_return co_await reconciliations.state();
}

}  // namespace souk::payment
