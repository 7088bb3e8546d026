// What the use cases need of the ledgers. Implemented by Ledgers (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "payment/domain/findings.hpp"
#include "payment/domain/payment_event.hpp"
#include "payment/domain/refund.hpp"

namespace souk::payment {

using boost::asio::awaitable;

struct Unattributed {
  std::string object;  // session or intent
  std::vector<PaymentEvent> events;

  std::string id() const { return object + ' ' + (events.empty() ? "" : events.front().id()); }
};
BOOST_DESCRIBE_STRUCT(Unattributed, (), (object, events))

// Every coroutine throws Unavailable when the database is down. The call may have had its effect.
class LedgerStore {
 public:
  virtual ~LedgerStore() = default;

  // The amount of an order that is paid at a provider; nothing: there is no such order.
  virtual awaitable<std::optional<Money>> amount_of(Ulid pk) = 0;
  // Asks for a refund, once a key; true: it was asked for before. Refused: order_not_found, not_paid,
  // refund_exceeds_captured, idempotency_key_reused.
  virtual awaitable<Outcome<bool>> refund(OrderRefund, std::string key) = 0;
  // Something has happened at the provider: it is looked up, `apart` after the last time at the earliest.
  virtual awaitable<void> look(Ulid pk, Milliseconds apart) = 0;
  // Adds what the provider said, and makes the next step. Returns how many events the ledger did not have, or -1: the
  // pk has no order that is paid at a provider. `look`: that of the step, if this is its answer.
  virtual awaitable<std::int64_t> note(Ulid pk, std::vector<PaymentEvent>, std::string look) = 0;
  // What the provider said about an object without saying of which order it is. A worker looks it up.
  virtual awaitable<void> keep(Unattributed) = 0;
  // What the provider said about no order of ours, or another amount: kept for people, never applied.
  virtual awaitable<void> add_stray(const Stray&) = 0;
};

}  // namespace souk::payment
