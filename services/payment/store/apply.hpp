#pragma once

#include <string>
#include <vector>

#include "payment/store/ledger_store.hpp"

namespace souk::payment {

// Those that can belong to the order of this reference. The others are kept as strays.
awaitable<std::vector<PaymentEvent>> without_strays(LedgerStore&, std::string reference, std::vector<PaymentEvent>);

// What the provider said, by a notification or a list, not in answer to a call of ours. Events that cannot belong to
// the order of this reference are strays. Returns how many events its ledger did not have.
awaitable<std::size_t> apply(LedgerStore&, std::string reference, std::vector<PaymentEvent>);

}  // namespace souk::payment
