#include "payment/domain/order.hpp"

namespace souk::payment {

std::vector<TimelineStep> timeline(Timestamp created_at, const OrderTimes& times) {
  std::vector<TimelineStep> steps = {{Step::placed, created_at}};
  const auto add = [&](Step step, std::optional<Timestamp> at) {
    if (at) steps.push_back({step, *at});
  };
  add(Step::stock_reserved, times.reserved_at);
  add(Step::completed, times.completed_at);
  add(Step::refunded, times.refunded_at);
  add(Step::rejected, times.rejected_at);
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
