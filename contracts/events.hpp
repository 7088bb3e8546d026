// The events between the services, one stream for each type and partition: <service>:{<partition>}:<stream>.
//
//   payment's streams     order_placed, order_completed, order_cancelled,
//                         stock_returned                                         read by inventory-group
//   inventory's streams   stock_reserved, stock_rejected, refund_order           read by payment-group
//                         product_changed                                        read by caches, from the end
#pragma once

#include <boost/describe.hpp>

#include "contracts/customer_id.hpp"
#include "describe/describe.hpp"

namespace souk::contracts {

inline constexpr std::string_view inventory = "inventory", inventory_group = "inventory-group";
inline constexpr std::string_view payment = "payment", payment_group = "payment-group";

inline constexpr std::int64_t max_stock = 1'000'000'000;  // units of a product
inline constexpr std::int64_t max_units = 1'000'000;      // of an order
inline constexpr std::int64_t max_price = 1'000'000'00;   // minor units; price + fee times max_units is below 2^53
using Stock = describe::Integer<0, max_stock>;
using Units = describe::Integer<1, max_units>;
using ReturnedUnits = describe::Integer<0, max_units>;
using Price = describe::Amount<max_price>;
using ProductName = describe::Text<1, 200>;

// A draft is invisible to shoppers and cannot be ordered. A frozen product is visible and cannot be ordered.
enum class SaleState { active, draft, frozen };
BOOST_DESCRIBE_ENUM(SaleState, active, draft, frozen)

// Why an order was rejected, refunded or cancelled.
enum class Reason {
  product_not_found,
  sold_out,
  insufficient_stock,
  not_on_sale,
  limit_reached,
  sign_in_required,
  product_deleted,
  cancelled_by_buyer,
  cancelled_by_store,
  payment_timeout,
  payment_failed,
  refunded_by_store
};
BOOST_DESCRIBE_ENUM(Reason, product_not_found, sold_out, insufficient_stock, not_on_sale, limit_reached,
                    sign_in_required, product_deleted, cancelled_by_buyer, cancelled_by_store, payment_timeout,
                    payment_failed, refunded_by_store)

struct OrderPlaced {
  static constexpr std::string_view stream = "order_placed";
  Ulid pk, product_id;
  Units quantity;
  std::optional<CustomerId> customer;  // nothing: a guest
};
BOOST_DESCRIBE_STRUCT(OrderPlaced, (), (pk, product_id, quantity, customer))

struct OrderCompleted {
  static constexpr std::string_view stream = "order_completed";
  Ulid pk, product_id;
};
BOOST_DESCRIBE_STRUCT(OrderCompleted, (), (pk, product_id))

// Gives its units back, if they are reserved. Also written for a line of a rejected order; not for an abandoned order.
struct OrderCancelled {
  static constexpr std::string_view stream = "order_cancelled";
  Ulid pk, product_id;
};
BOOST_DESCRIBE_STRUCT(OrderCancelled, (), (pk, product_id))

// Units of a paid order that come back to the stock, if the product still exists. `refunded`, of a customer's order
// only: units that were paid back, so that the limit counts them no longer; `quantity` is 0 if none of them come back.
struct StockReturned {
  static constexpr std::string_view stream = "stock_returned";
  Ulid pk, product_id;
  ReturnedUnits quantity;
  std::optional<Units> refunded;
};
BOOST_DESCRIBE_STRUCT(StockReturned, (), (pk, product_id, quantity, refunded))

struct StockReserved {
  static constexpr std::string_view stream = "stock_reserved";
  Ulid pk;
};
BOOST_DESCRIBE_STRUCT(StockReserved, (), (pk))

struct StockRejected {
  static constexpr std::string_view stream = "stock_rejected";
  Ulid pk;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(StockRejected, (), (pk, reason))

struct RefundOrder {
  static constexpr std::string_view stream = "refund_order";
  Ulid pk;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(RefundOrder, (), (pk, reason))

enum class Change { created, updated, deleted, sold_out };
BOOST_DESCRIBE_ENUM(Change, created, updated, deleted, sold_out)

struct ProductChanged {
  static constexpr std::string_view stream = "product_changed";
  Ulid id;
  Change change;
};
BOOST_DESCRIBE_STRUCT(ProductChanged, (), (id, change))

}  // namespace souk::contracts
