#include "payment/consumers/sources.hpp"

#include "contracts/events.hpp"
#include "payment/domain/customer_term.hpp"
#include "payment/domain/decision_keys.hpp"
#include "payment/domain/line_events.hpp"
#include "payment/domain/order_id.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

using contracts::OrderCancelled;
using contracts::OrderCompleted;
using contracts::OrderPlaced;
using contracts::RefundOrder;
using contracts::StockRejected;
using contracts::StockReserved;
using contracts::StockReturned;
using events::Effect;
using events::Fields;

std::string order_key(Partition p, const Ulid& pk) {
  return redis::key(contracts::payment, p, "order", pk.text());
}

// An order and its ledger.
std::vector<std::string> order_keys(Partition p, const Ulid& pk) {
  return {order_key(p, pk), redis::key(contracts::payment, p, "ledger", pk.text())};
}

// What a function that decides about an order writes to, and one more.
std::vector<std::string> deciding(std::string more) {
  std::vector<std::string> outputs(decision_keys.begin(), decision_keys.end());
  outputs.push_back(std::move(more));
  return outputs;
}

std::string text(const std::optional<Reason>& reason) {
  return reason ? describe::Scalar<Reason>::text(*reason) : "";
}

Effect note(Partition p, const StockReserved& reserved) {
  return {order_keys(p, reserved.pk), {reserved.pk.text()}};
}

Effect settle(Partition p, const StockReserved& reserved) {
  return {order_keys(p, reserved.pk), {reserved.pk.text(), ""}};
}

Effect reject(Partition p, const StockRejected& rejected) {
  return {{order_key(p, rejected.pk)}, {rejected.pk.text(), text(rejected.reason)}};
}

Effect refund(Partition p, const RefundOrder& refunded) {
  return {order_keys(p, refunded.pk), {refunded.pk.text(), text(refunded.reason)}};
}

Effect decide(Partition p, const LineDecided& decided) {
  return {order_keys(p, decided.pk),
          {decided.pk.text(), std::to_string(decided.line.value()), describe::Scalar<LineStatus>::text(decided.status),
           text(decided.reason)}};
}

Effect settle_reserved(Partition p, const OrderReserved& reserved) {
  return {{order_key(p, reserved.pk)}, {reserved.pk.text()}};
}

Effect index(Partition p, const CustomerTerm& term) {
  return {{redis::key(contracts::payment, p, "customers", term.digest.value())},
          {term.pk.text(), describe::Scalar<TermChange>::text(term.change)}};
}

Effect to_line(Partition p, unsigned partitions, const LineMessage& line) {
  const auto pk = line_pk(line.pk, static_cast<unsigned>(line.line.value()), p, partitions);
  return {{order_key(p, pk)},
          {pk.text(), line.pk.text(), std::to_string(line.line.value()), line.product_id.text(),
           std::to_string(line.quantity.value()), line.customer ? line.customer->text : ""}};
}

// Messages from an order to its lines, in the partitions of their products.
events::Source to_lines(unsigned partitions, events::Source source) {
  source.own = true;
  source.width = 6;
  source.destination = events::reading<LineMessage>(
      [partitions](const LineMessage& line) { return partition_of(line.product_id, partitions); });
  source.decode = [partitions](Partition p, const Fields& fields) {
    return events::reading<LineMessage>(
        [p, partitions](const LineMessage& line) { return to_line(p, partitions, line); })(fields);
  };
  return source;
}

// Units of a line of which the store paid the money back.
events::Source to_restocked_lines(unsigned partitions) {
  return {.stream = std::string(LineRestocked::stream),
          .function = "restock_lines",
          .outputs = {"stock_returned"},
          .width = 5,
          .own = true,
          .destination = events::reading<LineRestocked>(
              [partitions](const LineRestocked& line) { return partition_of(line.product_id, partitions); }),
          .decode = [partitions](Partition p, const Fields& fields) {
            return events::reading<LineRestocked>([p, partitions](const LineRestocked& line) -> Effect {
              const auto pk = line_pk(line.pk, static_cast<unsigned>(line.line.value()), p, partitions);
              return {
                  {order_key(p, pk)},
                  {pk.text(), line.product_id.text(), std::to_string(line.quantity.value()),
                   std::to_string(line.refund.value()), line.refunded ? std::to_string(line.refunded->value()) : ""}};
            })(fields);
          }};
}

// Messages from lines to their order.
events::Source to_order(unsigned partitions, events::Source source) {
  source.own = true;
  source.width = 4;
  source.destination = events::reading<LineDecided>(
      [partitions](const LineDecided& decided) { return partition_of(decided.pk, partitions); });
  source.decode = events::decode<LineDecided>(decide);
  return source;
}

// From an order with a customer to what it can be found by.
events::Source to_terms(unsigned partitions) {
  return {.stream = std::string(CustomerTerm::stream),
          .function = "change_customer_terms",
          .outputs = {},
          .width = 2,
          .own = true,
          .destination = events::reading<CustomerTerm>(
              [partitions](const CustomerTerm& term) { return partition_of(term.digest, partitions); }),
          .decode = events::decode<CustomerTerm>(index)};
}

}  // namespace

std::vector<events::Source> sources(unsigned partitions, Milliseconds settle_delay) {
  return {{.stream = std::string(StockReserved::stream),
           .function = "note_reservations",
           .outputs = deciding("line_decided"),
           .width = 1,
           .position = "stock_reserved:noted",
           .decode = events::decode<StockReserved>(note)},
          {.stream = std::string(StockReserved::stream),
           .function = "settle_orders",
           .outputs = deciding("line_decided"),
           .width = 2,
           .delay = settle_delay,
           .decode = events::decode<StockReserved>(settle)},
          {.stream = std::string(StockRejected::stream),
           .function = "reject_orders",
           .outputs = {"counts", "line_decided", "mails", "mails_due", "turnover"},
           .width = 2,
           .decode = events::decode<StockRejected>(reject)},
          {.stream = std::string(RefundOrder::stream),
           .function = "refund_orders",
           .outputs = deciding("line_decided"),
           .width = 2,
           .decode = events::decode<RefundOrder>(refund)},
          to_lines(partitions, {.stream = std::string(LinePlaced::stream),
                                .function = "place_lines",
                                .outputs = {"lines", "order_placed"}}),
          to_lines(partitions, {.stream = std::string(LineCancelled::stream),
                                .function = "cancel_lines",
                                .outputs = {"lines", "order_cancelled"}}),
          to_lines(partitions, {.stream = std::string(LineCompleted::stream),
                                .function = "complete_lines",
                                .outputs = {"order_completed"}}),
          to_restocked_lines(partitions),
          to_order(partitions, {.stream = std::string(LineDecided::stream),
                                .function = "decide_orders",
                                .outputs = deciding("order_reserved")}),
          {.stream = std::string(OrderReserved::stream),
           .function = "settle_reserved",
           .outputs = {"counts", "line_completed", "mails", "mails_due", "to_ship", "turnover"},
           .width = 1,
           .delay = settle_delay,
           .own = true,
           .decode = events::decode<OrderReserved>(settle_reserved)},
          to_terms(partitions)};
}

std::vector<events::Outgoing> outgoing() {
  const std::string inventory(contracts::inventory_group), payment(contracts::payment_group);
  return {{std::string(OrderPlaced::stream), inventory},    {std::string(OrderCompleted::stream), inventory},
          {std::string(OrderCancelled::stream), inventory}, {std::string(StockReturned::stream), inventory},
          {std::string(LinePlaced::stream), payment},       {std::string(LineCancelled::stream), payment},
          {std::string(LineCompleted::stream), payment},    {std::string(LineRestocked::stream), payment},
          {std::string(LineDecided::stream), payment},      {std::string(OrderReserved::stream), payment},
          {std::string(CustomerTerm::stream), payment}};
}

}  // namespace souk::payment
