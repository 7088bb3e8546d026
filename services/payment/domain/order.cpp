#include "payment/domain/order.hpp"

namespace souk::payment {

std::vector<TimelineStep> timeline(const OrderFields& order, const OrderTimes& times) {
  std::vector<TimelineStep> steps = {{Step::placed, order.created_at}};
  const auto add = [&](Step step, Timestamp at) { steps.push_back({step, at}); };
  const auto add_completed = [&](Timestamp at) {
    add(Step::stock_reserved,
        times.reserved_at.value_or(at));  // settled before the reservation was noted: at the latest then
    add(Step::completed, at);
  };
  switch (order.status) {
    case Status::pending:
      if (times.reserved_at) add(Step::stock_reserved, *times.reserved_at);
      break;
    case Status::rejected:
      add(Step::rejected, order.updated_at);
      break;
    case Status::completed:
      add_completed(order.updated_at);
      break;
    case Status::refunded:
      add_completed(times.completed_at.value_or(order.updated_at));
      add(Step::refunded, order.updated_at);
      break;
  }
  return steps;
}

Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity) {
  const auto available = product.available.value();
  if (available == 0) return refuse(Code::sold_out, product.name.value() + " is sold out.");
  if (available < quantity.value()) {
    return refuse(Code::insufficient_stock, "Only " + std::to_string(available) + " of " + product.name.value() +
                                                " are left, and " + std::to_string(quantity.value()) +
                                                " were ordered.");
  }
  return {};
}

}  // namespace souk::payment
