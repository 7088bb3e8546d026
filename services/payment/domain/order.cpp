#include "payment/domain/order.hpp"

#include <algorithm>
#include <utility>

#include "payment/domain/refusals.hpp"

namespace souk::payment {

namespace {

// The status of a line that its order knows as `known`.
LineStatus status_of(LineStatus known, Status order) {
  switch (order) {
    case Status::pending:
      return known;
    case Status::completed:
      return known == LineStatus::refunded ? known : LineStatus::completed;
    case Status::refunded:
      return LineStatus::refunded;
    case Status::rejected:
      return known == LineStatus::rejected ? known : LineStatus::cancelled;
    case Status::cancelled:
      return LineStatus::cancelled;
  }
  std::unreachable();
}

// Whether the buyer got back all the money of a line.
bool is_paid_back(const OrderRecord& order, std::size_t line) {
  const auto& [product_id, name, quantity, price, fee] = order.lines[line];
  const auto& refunds = order.paid->line_refunds;
  return price && fee && line < refunds.size() && refunds[line] > Money() &&
         refunds[line] == (*price + *fee) * quantity.value();
}

// Of an order of one line the order's own status says it.
LineStatus known_of(const OrderRecord& order, std::size_t line) {
  if (order.paid && is_paid_back(order, line)) return LineStatus::refunded;
  if (order.has_several_lines()) return order.line_statuses.empty() ? LineStatus::pending : order.line_statuses[line];
  if (order.status == Status::rejected) return LineStatus::rejected;
  return order.reserved_at ? LineStatus::reserved : LineStatus::pending;
}

// Without a payment provider the buyer pays when the order is completed.
Payment instant_payment(const std::vector<OrderLine>& lines, Status order) {
  if (order != Status::completed && order != Status::refunded) return {};
  Payment payment{.status = PaymentStatus::captured};
  for (const auto& line : lines) {
    const auto amount = line.amount.value_or(Money());
    payment.captured = payment.captured + amount;
    if (line.status == LineStatus::refunded) payment.refunded = payment.refunded + amount;
  }
  if (payment.refunded == payment.captured && order == Status::refunded) {
    payment.status = PaymentStatus::refunded;
  } else if (payment.refunded > Money()) {
    payment.status = PaymentStatus::partially_refunded;
  }
  return payment;
}

// The sum of the lines; nothing while the price of one is unknown.
std::optional<Money> amount_of(const std::vector<OrderLine>& lines) {
  Money sum;
  for (const auto& line : lines) {
    if (!line.amount) return std::nullopt;
    sum = sum + *line.amount;
  }
  return sum;
}

}  // namespace

Line new_line(const WantedLine& wanted, const contracts::ProductOffer* offer, unsigned fee_percent) {
  Line line{.product_id = wanted.id, .quantity = wanted.quantity};
  if (offer == nullptr) return line;
  line.product_name = offer->name;
  line.price = offer->price.value();
  line.fee = contracts::fee_of(offer->price.value(), fee_percent);
  return line;
}

OrderLine line_of(const Line& line, LineStatus status) {
  OrderLine out{.product_id = line.product_id,
                .product_name = line.product_name,
                .quantity = line.quantity,
                .price = line.price,
                .fee = line.fee,
                .status = status};
  if (line.price && line.fee) {
    out.total = *line.price + *line.fee;
    out.amount = *out.total * line.quantity.value();
  }
  return out;
}

std::pair<Money, std::string> amounts_of(const OrderRecord& order) {
  Money sum;
  std::string by_line;
  for (const auto& line : order.lines) {
    const auto amount = line_of(line).amount.value();
    sum = sum + amount;
    (by_line += by_line.empty() ? "" : " ") += std::to_string(amount.minor_units());
  }
  return {sum, by_line};
}

Order order_of(OrderRecord record) {
  Order order{.pk = record.pk,
              .status = record.status,
              .reason = record.paid && record.paid->ending ? record.paid->ending : record.reason,
              .created_at = record.created_at,
              .updated_at = record.updated_at.value_or(record.created_at),
              .timeline = timeline(record),
              .number = number_of(record.pk),
              .currency = shop_currency()};
  order.lines.reserve(record.lines.size());
  for (std::size_t i = 0; i < record.lines.size(); ++i) {
    order.lines.push_back(line_of(record.lines[i], status_of(known_of(record, i), record.status)));
  }
  const bool is_paid = record.status == Status::completed || record.status == Status::refunded;
  if (is_paid) order.fulfilment = std::move(record.fulfilment);
  order.amount = amount_of(order.lines);
  order.payment = record.paid ? std::move(record.paid->payment) : instant_payment(order.lines, record.status);
  if (record.has_several_lines()) return order;
  const auto& line = order.lines.front();
  order.product_id = line.product_id;
  order.product_name = line.product_name;
  order.quantity = line.quantity;
  order.price = line.price;
  order.fee = line.fee;
  order.total = line.total;
  return order;
}

Order order_for_admin(OrderRecord record) {
  auto reference = record.paid ? record.paid->reference : std::nullopt;
  auto order = order_of(std::move(record));
  order.payment.reference = std::move(reference);
  return order;
}

std::vector<WantedLine> NewOrder::wanted() const {
  if (lines) return *lines;
  return {{id.value(), quantity.value()}};
}

std::vector<TimelineStep> timeline(const OrderRecord& order) {
  const auto updated_at = order.updated_at.value_or(order.created_at);
  std::vector<TimelineStep> steps = {{Step::placed, order.created_at}};
  const auto& shipped_at = order.fulfilment.shipped_at;
  const auto add = [&](Step step, Timestamp at) { steps.push_back({step, at}); };
  const auto add_completed = [&](Timestamp at) {
    add(Step::stock_reserved, std::min(order.reserved_at.value_or(at), at));  // not after the completion
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
      if (shipped_at) add(Step::shipped, *shipped_at);
      break;
    case Status::refunded:
      add_completed(order.completed_at.value_or(updated_at));
      if (shipped_at) add(Step::shipped, *shipped_at);
      add(Step::refunded, updated_at);
      break;
  }
  return steps;
}

namespace {

Outcome<void> on_sale(const contracts::ProductOffer& product, const std::optional<TimeRange>& now) {
  const auto& name = product.name.value();
  if (product.state == contracts::SaleState::frozen) {
    return refuse(not_on_sale, "The store has stopped the sale of " + name + " for now.");
  }
  if (now && product.sale_starts_at && now->latest < *product.sale_starts_at) {
    const auto starts_at = rfc3339(*product.sale_starts_at);
    return std::unexpected(
        Refusal{not_on_sale, "The sale of " + name + " starts at " + starts_at + ".", {}, {{"starts_at", starts_at}}});
  }
  if (now && product.sale_ends_at && now->earliest >= *product.sale_ends_at) {
    const auto ended_at = rfc3339(*product.sale_ends_at);
    return std::unexpected(
        Refusal{not_on_sale, "The sale of " + name + " ended at " + ended_at + ".", {}, {{"ended_at", ended_at}}});
  }
  return {};
}

Outcome<void> within_limits(const contracts::ProductOffer& product, Units quantity, bool is_guest) {
  if (product.limit_per_order && quantity > *product.limit_per_order) {
    const auto most = std::to_string(product.limit_per_order->value());
    return std::unexpected(not_valid(
        {{.loc = {"quantity"},
          .type = "limit_per_order",
          .msg = "Input should be less than or equal to " + most + ", the most units of this product in an order"}}));
  }
  if (!product.limit_per_customer) return {};
  const auto& name = product.name.value();
  if (is_guest) return refuse(sign_in_required, "Sign in to order " + name + ": it is limited for each customer.");
  if (quantity <= *product.limit_per_customer) return {};
  return refuse(limit_reached,
                "A customer can have " + std::to_string(product.limit_per_customer->value()) + " of " + name + ".");
}

}  // namespace

Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity, const Moment& moment) {
  if (auto sold = on_sale(product, moment.time); !sold) return sold;
  const auto available = product.available.value();
  if (available == 0) return refuse(sold_out, product.name.value() + " is sold out.");
  if (auto allowed = within_limits(product, quantity, !moment.buyer); !allowed) return allowed;
  if (available < quantity.value()) {
    return refuse(insufficient_stock, "Only " + std::to_string(available) + " of " + product.name.value() +
                                          " are available, but " + std::to_string(quantity.value()) + " were ordered.");
  }
  return {};
}

}  // namespace souk::payment
