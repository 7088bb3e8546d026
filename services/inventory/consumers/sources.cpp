#include "inventory/consumers/sources.hpp"

#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using contracts::OrderCompleted;
using contracts::OrderPlaced;
using events::Effect;

// A product and its reservations; an order lives in its product's partition.
std::vector<std::string> product_keys(Partition p, const Ulid& id) {
  return {redis::key(contracts::inventory, p, "product", id.text()),
          redis::key(contracts::inventory, p, "reservations", id.text())};
}

Effect reserve(Partition p, const OrderPlaced& order) {
  return {product_keys(p, order.product_id),
          {order.product_id.text(), order.pk.text(), std::to_string(order.quantity.value())}};
}

Effect commit(Partition p, const OrderCompleted& order) {
  return {product_keys(p, order.product_id), {order.pk.text()}};
}

}  // namespace

std::vector<events::Source> sources() {
  return {{.stream = std::string(OrderPlaced::stream),
           .function = "reserve_stock",
           .outputs = {"stock_reserved", "stock_rejected", "product_changed"},
           .width = 3,
           .decode = events::decode<OrderPlaced>(reserve)},
          {.stream = std::string(OrderCompleted::stream),
           .function = "commit_stock",
           .outputs = {"refund_order"},
           .width = 1,
           .decode = events::decode<OrderCompleted>(commit)}};
}

std::vector<events::Outgoing> outgoing() {
  const std::string group(contracts::payment_group);
  return {{std::string(contracts::StockReserved::stream), group},
          {std::string(contracts::StockRejected::stream), group},
          {std::string(contracts::RefundOrder::stream), group}};
}

}  // namespace souk::inventory
