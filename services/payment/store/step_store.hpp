#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "payment/domain/payment_event.hpp"

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

// What is known of a call without an outcome. spent: it will never have one, so the next attempt is made. pending: the
// provider has it and will decide.
enum class Unknown { nothing, spent, pending };

// The ledgers as a worker sees them that makes the steps. Every coroutine throws Unavailable when the database is down.
class StepStore {
 public:
  virtual ~StepStore() = default;

  // What is to be done for an order now; nothing: nothing is.
  virtual awaitable<std::optional<DueStep>> step(Ulid pk) = 0;
  // As LedgerStore::note.
  virtual awaitable<std::int64_t> note(Ulid pk, std::vector<PaymentEvent>, std::string look) = 0;
  // The step may have been done or not: it is repeated, not before `wait`.
  virtual awaitable<void> note_unknown(Ulid pk, const DueStep&, std::string why, Milliseconds wait, Unknown) = 0;
};

}  // namespace souk::payment
