// What the use cases need of stored orders. Implemented by Orders (on Redis) and by a map in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "base/refusal.hpp"
#include "payment/domain/order.hpp"

namespace souk::payment {

using boost::asio::awaitable;

struct Placed {
  Order order;
  bool replayed;  // it existed already and is unchanged
};

// The binding of an idempotency key.
struct Bound {
  Ulid pk;
  std::string fingerprint;  // of the body
};

// How long an order that is paid at a provider keeps its units without a payment; nothing: it is paid without one.
using Hold = std::optional<Milliseconds>;

// Every coroutine throws Unavailable when the database is down. The call may have had its effect.
class OrderStore {
 public:
  virtual ~OrderStore() = default;

  // For an order of these lines: one is in its product's partition, several are in any.
  virtual Ulid new_pk(const std::vector<WantedLine>&) const = 0;

  // Placing the same pk again changes nothing and returns the existing order.
  virtual awaitable<Placed> place(OrderRecord, std::optional<Customer>, Hold) = 0;
  // Places the pk as cancelled, unless it has an order; then returns that one.
  virtual awaitable<Order> abandon(OrderRecord) = 0;
  virtual awaitable<Outcome<Order>> find(Ulid pk) = 0;
  // Those that exist, in this order.
  virtual awaitable<std::vector<Order>> find_all(std::vector<Ulid> pks) = 0;
  virtual awaitable<Outcome<OrderRecord>> record_of(Ulid pk) = 0;
  // Cancels a pending order; one that is paid at a provider when the provider has said that nobody can pay it any more,
  // until then it is pending with the reason. Refused: order_not_found, already_paid. An order that has ended otherwise
  // stays unchanged.
  virtual awaitable<Outcome<Order>> cancel(Ulid pk, Reason) = 0;

  // Also from the index, and who was signed in. An order without both stays unchanged.
  virtual awaitable<void> erase_customer(Ulid pk) = 0;

  // Returns the key's binding; nothing for a new key.
  virtual awaitable<std::optional<Bound>> recall(std::string key) = 0;
  // Binds the key unless it is bound, and returns its binding.
  virtual awaitable<Bound> remember(std::string key, Bound) = 0;
};

}  // namespace souk::payment
