#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/refusal.hpp"
#include "payment/domain/shop.hpp"
#include "payment/store/reconciliation_store.hpp"

namespace souk::payment {

// Asks for a comparison of the ledgers with the provider; a worker makes it. One that runs already is enough.
// Refused: no_payment_provider. Throws Unavailable when Redis is down.
awaitable<Outcome<ReconciliationState>> start_reconciliation(ReconciliationStore&, Payments);

}  // namespace souk::payment
