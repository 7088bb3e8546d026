#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payment/store/ledger_store.hpp"

namespace souk::payment {

// A capture or refund that the provider made.
struct Booking {
  std::string id;  // "captured:pi_123"
  Money amount;
  Timestamp at;
};

// The ledgers as the reconciliation sees them.
class BookingStore : public LedgerStore {
 public:
  virtual awaitable<bool> is_capturing(Ulid pk) = 0;  // the call is under way, or is made again
  virtual awaitable<bool> has(Ulid pk, PaymentEvent) = 0;
  virtual awaitable<std::vector<Booking>> booked(Ulid pk) = 0;
  virtual awaitable<void> add_difference(Difference) = 0;  // once
  // When the last reconciliation was; nothing: there was none.
  virtual awaitable<std::optional<Timestamp>> reconciled_at() = 0;
  virtual awaitable<void> reconciled(Timestamp) = 0;
};

}  // namespace souk::payment
