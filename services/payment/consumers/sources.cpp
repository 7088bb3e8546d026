#include "payment/consumers/sources.hpp"

#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

using contracts::RefundOrder;
using contracts::StockRejected;
using contracts::StockReserved;
using events::Effect;

Effect effect(Partition p, const Ulid& pk, std::string reason) {
  return {{redis::key(contracts::payment, p, "order", pk.text())}, {pk.text(), std::move(reason)}};
}

Effect note(Partition p, const StockReserved& reserved) {
  return {{redis::key(contracts::payment, p, "order", reserved.pk.text())}, {}};
}

Effect settle(Partition p, const StockReserved& reserved) {
  return effect(p, reserved.pk, "");
}

template <class Event>  // StockRejected or RefundOrder
Effect end(Partition p, const Event& event) {
  return effect(p, event.pk, describe::Scalar<contracts::Reason>::text(event.reason));
}

}  // namespace

std::vector<events::Source> sources(Milliseconds settle_delay) {
  return {{.stream = std::string(StockReserved::stream),
           .function = "note_reservations",
           .outputs = {},
           .width = 0,
           .position = "stock_reserved:noted",
           .decode = events::decode<StockReserved>(note)},
          {.stream = std::string(StockReserved::stream),
           .function = "settle_orders",
           .outputs = {"counts", "order_completed"},
           .width = 2,
           .delay = settle_delay,
           .decode = events::decode<StockReserved>(settle)},
          {.stream = std::string(StockRejected::stream),
           .function = "reject_orders",
           .outputs = {"counts"},
           .width = 2,
           .decode = events::decode<StockRejected>(end)},
          {.stream = std::string(RefundOrder::stream),
           .function = "refund_orders",
           .outputs = {"counts"},
           .width = 2,
           .decode = events::decode<RefundOrder>(end)}};
}

std::vector<events::Outgoing> outgoing() {
  const std::string group(contracts::inventory_group);
  return {{std::string(contracts::OrderPlaced::stream), group},
          {std::string(contracts::OrderCompleted::stream), group}};
}

}  // namespace souk::payment
