// What an order is. The rules about its states are in store/payment.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "contracts/events.hpp"
#include "contracts/product.hpp"
#include "describe/describe.hpp"

namespace souk::payment {

using contracts::Reason;
using contracts::Units;

enum class Status { pending, completed, refunded, rejected };
BOOST_DESCRIBE_ENUM(Status, pending, completed, refunded, rejected)

struct Order {
  Ulid pk, product_id;
  Money price, fee, total;  // per unit; total = price + fee
  Units quantity;
  Status status;
  Money amount;  // what the buyer pays: total times quantity
  contracts::ProductName product_name;
  std::optional<Reason> reason;  // of a rejected or refunded order
  Timestamp created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (pk, product_id, price, fee, total, quantity, status, amount, product_name, reason, created_at,
                       updated_at))

// How many steps of its life an order has gone, being placed the first: the id of its events. It only rises.
int steps(const Order&);

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
