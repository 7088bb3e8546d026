// The messages between an order of several lines and its lines, on payment's own streams. The relay brings them.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "contracts/events.hpp"
#include "payment/domain/order.hpp"

namespace souk::payment {

using LineNumber = describe::Integer<1, most_lines>;

// From an order to one of its lines.
struct LineMessage {
  Ulid pk;  // of the order
  LineNumber line;
  Ulid product_id;
  Units quantity;
  std::optional<contracts::CustomerId> customer;  // of LinePlaced; nothing: a guest
};
BOOST_DESCRIBE_STRUCT(LineMessage, (), (pk, line, product_id, quantity, customer))

struct LinePlaced {
  static constexpr std::string_view stream = "line_placed";
};
// The order ended without being paid.
struct LineCancelled {
  static constexpr std::string_view stream = "line_cancelled";
};
// The order is paid.
struct LineCompleted {
  static constexpr std::string_view stream = "line_completed";
};

// The store paid units of the line back, and puts `quantity` of them into the stock again. `refund` is its number; 0:
// the whole order is refunded. `refunded`: see StockReturned.
struct LineRestocked {
  static constexpr std::string_view stream = "line_restocked";
  Ulid pk;  // of the order
  LineNumber line;
  Ulid product_id;
  contracts::ReturnedUnits quantity;
  describe::Integer<0, 1'000'000> refund;
  std::optional<Units> refunded;
};
BOOST_DESCRIBE_STRUCT(LineRestocked, (), (pk, line, product_id, quantity, refund, refunded))

// From a line to its order: reserved, rejected or refunded.
struct LineDecided {
  static constexpr std::string_view stream = "line_decided";
  Ulid pk;  // of the order
  LineNumber line;
  LineStatus status;
  std::optional<Reason> reason;
};
BOOST_DESCRIBE_STRUCT(LineDecided, (), (pk, line, status, reason))

// All lines of the order are reserved; it settles after the delay.
struct OrderReserved {
  static constexpr std::string_view stream = "order_reserved";
  Ulid pk;
};
BOOST_DESCRIBE_STRUCT(OrderReserved, (), (pk))

}  // namespace souk::payment
