// Paying an order back, in part or whole.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "payment/domain/order.hpp"

namespace souk::payment {

struct RefundLine {
  Ulid id;                        // of the product
  std::optional<Units> quantity;  // absent: all that was not paid back
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (id, quantity))

// Lines, or an amount that belongs to no line.
struct NewRefund {
  static constexpr std::string_view alternative = "lines";
  static constexpr std::array<std::string_view, 1> unless_alternative = {"amount"};
  std::optional<describe::Amount<2 * std::int64_t{most_lines} * contracts::max_price * contracts::max_units>> amount;
  std::optional<describe::List<RefundLine, 1, most_lines, &RefundLine::id>> lines;
  std::optional<describe::Text<1, 500>> reason;
  std::optional<bool> restock;  // the units of the lines go back into the stock
};
BOOST_DESCRIBE_STRUCT(NewRefund, (), (amount, lines, reason, restock))

struct NumberedLine {
  std::size_t number;  // of the line in its order, from 1
  std::int64_t units;  // 0: all that was not paid back
};

// A refund whose lines are lines of the order.
struct OrderRefund {
  OrderRecord order;
  NewRefund wanted;
  std::vector<NumberedLine> lines;  // none: an amount is paid back
};

// Refused: validation_failed, at {"lines", i, "id"}, for a line that the order does not have.
Outcome<OrderRefund> refund_of(OrderRecord, NewRefund);

}  // namespace souk::payment
