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
#include "payment/store/ledger_store.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

enum class Verb { authorize, expire, capture, cancel, refund, lookup };
BOOST_DESCRIBE_ENUM(Verb, authorize, expire, capture, cancel, refund, lookup)

// What is to be done for an order at the provider.
struct DueStep {
  Verb verb;
  unsigned attempt;
  Timestamp asked_at;    // when this attempt was asked for; of a lookup, when authorize was
  Money amount;          // of the order
  unsigned tries = 0;    // of this verb that had no certain outcome
  bool pending = false;  // the provider has it and will decide, so it is looked up
  std::string session = {}, intent = {};
  unsigned number = 0;    // of a refund
  Money refund = {};      // and its amount
  std::string look = {};  // of a lookup: what asked for it

  std::string call() const;  // "capture:1", "refund:2:1": how the ledger names it
};

struct Due {
  std::int64_t count = 0;
  Milliseconds overdue{0};
};

// What is known of a call without an outcome. spent: it will never have one, so the next attempt is made. pending: the
// provider has it and will decide.
enum class Unknown { nothing, spent, pending };

// The ledgers of the orders that are paid at a provider, and what is to be done for them. The rules are in sale.lua.
// Every member throws Unavailable when Redis is down.
class Ledgers final : public LedgerStore {
 public:
  Ledgers(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  // The key whose change says that a partition may have something due.
  std::string due_key(Partition) const;

  // How many orders something is due for, and since when the oldest of them waits.
  awaitable<Due> due();
  // Orders that something is due for, at most so many. Nobody else gets them for 20 s.
  awaitable<std::vector<Ulid>> take(Partition, std::size_t most);
  awaitable<std::optional<DueStep>> step(Ulid pk);
  awaitable<std::optional<Money>> amount_of(Ulid pk) override;
  // The ledger of an order, empty without one.
  awaitable<describe::Fields> read(Ulid pk);
  awaitable<Outcome<bool>> refund(OrderRefund, std::string key) override;
  awaitable<void> look(Ulid pk, Milliseconds apart = Milliseconds(0)) override;
  awaitable<void> add_stray(const Stray&) override;
  awaitable<std::vector<Stray>> strays();
  // For the reconciliation.
  awaitable<bool> is_capturing(Ulid pk);  // the call is under way, or is made again
  awaitable<bool> has(Ulid pk, PaymentEvent);
  // The captures and refunds that the provider made.
  struct Booking {
    std::string id;
    Money amount;
    Timestamp at;
  };
  awaitable<std::vector<Booking>> booked(Ulid pk);
  awaitable<void> add_difference(Difference);
  awaitable<std::vector<Difference>> differences();
  awaitable<std::optional<Timestamp>> reconciled_at();
  awaitable<void> reconciled(Timestamp);
  awaitable<std::int64_t> note(Ulid pk, std::vector<PaymentEvent>, std::string look = {}) override;
  awaitable<void> keep(Unattributed) override;
  awaitable<std::vector<Unattributed>> unattributed();
  awaitable<void> attributed(std::string id);
  // The step may have been done or not: it is repeated, not before `wait`.
  awaitable<void> note_unknown(Ulid pk, const DueStep&, std::string why, Milliseconds wait, Unknown);

 private:
  std::string order_key(const Ulid& pk) const;
  std::string ledger_key(const Ulid& pk) const;

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::payment
