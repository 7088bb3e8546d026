// What an order is. The rules about its states are in store/payment.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "contracts/events.hpp"
#include "contracts/product.hpp"
#include "describe/describe.hpp"

namespace souk::payment {

using contracts::Reason;
using contracts::Units;

enum class Status { pending, completed, refunded, rejected, cancelled };
BOOST_DESCRIBE_ENUM(Status, pending, completed, refunded, rejected, cancelled)

// What happened to an order, in the order in which it can.
enum class Step { placed, stock_reserved, completed, refunded, rejected, cancelled };
BOOST_DESCRIBE_ENUM(Step, placed, stock_reserved, completed, refunded, rejected, cancelled)

struct TimelineStep {
  Step step;
  Timestamp at;
  bool operator==(const TimelineStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimelineStep, (), (step, at))

// What is stored of an order. Only an order that was abandoned while its product was not known lacks name, price and
// fee.
struct OrderRecord {
  Ulid pk, product_id;
  std::optional<contracts::ProductName> product_name = {};
  Units quantity;
  std::optional<Money> price = {}, fee = {};  // per unit
  Status status = Status::pending;
  std::optional<Reason> reason = {};  // of a rejected, refunded or cancelled order
  Timestamp created_at = {};
  std::optional<Timestamp> updated_at = {};    // when it came into its state, once that is no longer pending
  std::optional<Timestamp> reserved_at = {};   // when it was noted that the units are held
  std::optional<Timestamp> completed_at = {};  // of one that was refunded since
};
BOOST_DESCRIBE_STRUCT(OrderRecord, (),
                      (pk, product_id, product_name, quantity, price, fee, status, reason, created_at, updated_at,
                       reserved_at, completed_at))

std::vector<TimelineStep> timeline(const OrderRecord&);

// An order as it is told: the record, and what follows from it.
struct Order {
  Ulid pk, product_id;
  std::optional<Money> price, fee, total;  // per unit; total = price + fee
  Units quantity;
  Status status;
  std::optional<Money> amount;  // what the buyer pays: total times quantity
  std::optional<contracts::ProductName> product_name;
  std::optional<Reason> reason;
  Timestamp created_at, updated_at;
  std::vector<TimelineStep> timeline;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (pk, product_id, price, fee, total, quantity, status, amount, product_name, reason, created_at,
                       updated_at, timeline))

Order told(OrderRecord);

struct NewOrder {
  using resource = Order;
  Ulid id;  // of the product
  Units quantity;
};
BOOST_DESCRIBE_STRUCT(NewOrder, (), (id, quantity))

// An order of these units under this pk, at the price of now; when it was placed is not known yet.
OrderRecord new_order(Ulid pk, Units quantity, const contracts::ProductOffer&, unsigned fee_percent);

// An order whose product is not known. It can only be abandoned.
OrderRecord unpriced_order(Ulid pk, const NewOrder&);

// May these units be ordered, as far as we know? sold_out or insufficient_stock when there are certainly fewer: what is
// available only grows by an edit, which we hear of.
Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity);

}  // namespace souk::payment
