#include "payment/domain/order.hpp"

#include <algorithm>

namespace souk::payment {

OrderRecord new_order(Ulid pk, Units quantity, const contracts::ProductOffer& product, unsigned fee_percent) {
  const auto price = product.price.value();
  return {.pk = pk,
          .product_id = product.id,
          .product_name = product.name,
          .quantity = quantity,
          .price = price,
          .fee = price.percent(fee_percent)};
}

OrderRecord unpriced_order(Ulid pk, const NewOrder& wanted) {
  return {.pk = pk, .product_id = wanted.id, .quantity = wanted.quantity};
}

Order told(OrderRecord order) {
  std::optional<Money> total, amount;
  if (order.price && order.fee) {
    total = *order.price + *order.fee;
    amount = *total * order.quantity.value();
  }
  auto steps = timeline(order);
  return {order.pk,
          order.product_id,
          order.price,
          order.fee,
          total,
          order.quantity,
          order.status,
          amount,
          std::move(order.product_name),
          order.reason,
          order.created_at,
          order.updated_at.value_or(order.created_at),
          std::move(steps)};
}

std::vector<TimelineStep> timeline(const OrderRecord& order) {
  const auto updated_at = order.updated_at.value_or(order.created_at);
  std::vector<TimelineStep> steps = {{Step::placed, order.created_at}};
  const auto add = [&](Step step, Timestamp at) { steps.push_back({step, at}); };
  const auto add_completed = [&](Timestamp at) {
    add(Step::stock_reserved, std::min(order.reserved_at.value_or(at), at));  // noted late: at the latest then
    add(Step::completed, at);
  };
  switch (order.status) {
    case Status::pending:
      if (order.reserved_at) add(Step::stock_reserved, *order.reserved_at);
      break;
    case Status::rejected:
      add(Step::rejected, updated_at);
      break;
    case Status::cancelled:
      add(Step::cancelled, updated_at);
      break;
    case Status::completed:
      add_completed(updated_at);
      break;
    case Status::refunded:
      add_completed(order.completed_at.value_or(updated_at));
      add(Step::refunded, updated_at);
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
