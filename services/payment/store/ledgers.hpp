#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/partition.hpp"
#include "base/refusal.hpp"
#include "payment/domain/findings.hpp"
#include "payment/domain/payment_event.hpp"
#include "payment/store/booking_store.hpp"
#include "payment/store/step_store.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

struct Due {
  std::int64_t count = 0;
  Milliseconds overdue{0};
};

// The ledgers of the orders that are paid at a provider, and what is to be done for them. The rules are in sale.lua.
// Every member throws Unavailable when Redis is down.
class Ledgers final : public BookingStore, public StepStore {
 public:
  Ledgers(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  // For a worker. The key whose change says that a partition may have something due.
  std::string due_key(Partition) const;

  // How many orders something is due for, and since when the oldest of them waits.
  awaitable<Due> due();
  // Orders that something is due for, at most so many. Nobody else gets them for 20 s.
  awaitable<std::vector<Ulid>> take(Partition, std::size_t most);
  awaitable<std::optional<DueStep>> step(Ulid pk) override;
  awaitable<std::int64_t> note(Ulid pk, std::vector<PaymentEvent>, std::string look = {}) override;
  awaitable<void> note_unknown(Ulid pk, const DueStep&, std::string why, Milliseconds wait, Unknown) override;

  // The ledger of an order, empty without one.
  awaitable<describe::Fields> read(Ulid pk);
  awaitable<std::optional<Money>> amount_of(Ulid pk) override;
  awaitable<Outcome<bool>> refund(OrderRefund, std::string key) override;
  awaitable<void> look(Ulid pk, Milliseconds apart = Milliseconds(0)) override;

  // What the provider said that has no order yet, or never will.
  awaitable<void> keep(Unattributed) override;
  awaitable<std::vector<Unattributed>> unattributed();
  awaitable<void> attributed(std::string id);
  awaitable<void> add_stray(const Stray&) override;
  awaitable<std::vector<Stray>> strays();

  // For the reconciliation.
  awaitable<bool> is_capturing(Ulid pk) override;
  awaitable<bool> has(Ulid pk, PaymentEvent) override;
  awaitable<std::vector<Booking>> booked(Ulid pk) override;
  awaitable<void> add_difference(Difference) override;
  awaitable<std::vector<Difference>> differences();
  awaitable<std::optional<Timestamp>> reconciled_at() override;
  awaitable<void> reconciled(Timestamp) override;

 private:
  std::string order_key(const Ulid& pk) const;
  std::string ledger_key(const Ulid& pk) const;

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::payment
