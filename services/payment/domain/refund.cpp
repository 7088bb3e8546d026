#include "payment/domain/refund.hpp"

#include <algorithm>

namespace souk::payment {

Outcome<OrderRefund> refund_of(OrderRecord order, NewRefund wanted) {
  std::vector<NumberedLine> lines;
  for (std::size_t i = 0; wanted.lines && i < wanted.lines->size(); ++i) {
    const auto& line = (*wanted.lines)[i];
    const auto found = std::ranges::find(order.lines, line.id, &Line::product_id);
    if (found == order.lines.end()) {
      Location place = {std::string("lines"), i, std::string("id")};
      return std::unexpected(
          not_valid({Fault{std::move(place), "value_error", "Input should be a product of the order"}}));
    }
    const auto number = static_cast<std::size_t>(found - order.lines.begin()) + 1;
    lines.push_back({number, line.quantity ? line.quantity->value() : 0});
  }
  return OrderRefund{std::move(order), std::move(wanted), std::move(lines)};
}

}  // namespace souk::payment
