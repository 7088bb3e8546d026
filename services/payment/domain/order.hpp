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

enum class Status { pending, completed, refunded, rejected };
BOOST_DESCRIBE_ENUM(Status, pending, completed, refunded, rejected)

// What happened to an order, in the order in which it can.
enum class Step { placed, stock_reserved, completed, refunded, rejected };
BOOST_DESCRIBE_ENUM(Step, placed, stock_reserved, completed, refunded, rejected)

struct TimelineStep {
  Step step;
  Timestamp at;
  bool operator==(const TimelineStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimelineStep, (), (step, at))

struct OrderFields {
  Ulid pk, product_id;
  Money price, fee, total;  // per unit; total = price + fee
  Units quantity;
  Status status;
  Money amount;  // what the buyer pays: total times quantity
  contracts::ProductName product_name;
  std::optional<Reason> reason;  // of a rejected or refunded order
  Timestamp created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(OrderFields, (),
                      (pk, product_id, price, fee, total, quantity, status, amount, product_name, reason, created_at,
                       updated_at))

// What updated_at, the time of the latest state, does not tell: when the units were held, and when one that was
// refunded since had been completed.
struct OrderTimes {
  std::optional<Timestamp> reserved_at, completed_at;
};
BOOST_DESCRIBE_STRUCT(OrderTimes, (), (reserved_at, completed_at))

std::vector<TimelineStep> timeline(const OrderFields&, const OrderTimes&);

struct Order : OrderFields {
  std::vector<TimelineStep> timeline;
};
BOOST_DESCRIBE_STRUCT(Order, (OrderFields), (timeline))

struct NewOrder {
  using resource = Order;
  Ulid id;  // of the product
  Units quantity;
};
BOOST_DESCRIBE_STRUCT(NewOrder, (), (id, quantity))

// What an order of these units costs, at the price of now.
struct Quote {
  Money price, fee, total, amount;
};
inline Quote quote(const contracts::ProductOffer& product, Units quantity, unsigned fee_percent) {
  const auto price = product.price.value();
  const auto fee = price.percent(fee_percent);
  return {price, fee, price + fee, (price + fee) * quantity.value()};
}

// May these units be ordered, as far as we know? sold_out or insufficient_stock when there are certainly fewer: what is
// available only grows by an edit, which we hear of.
Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity);

}  // namespace souk::payment
