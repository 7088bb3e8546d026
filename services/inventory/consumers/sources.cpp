#include "inventory/consumers/sources.hpp"

#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using contracts::OrderCancelled;
using contracts::OrderCompleted;
using contracts::OrderPlaced;
using contracts::StockReturned;
using events::Effect;

// The keys of a product and its reservations. An order is in its product's partition.
std::vector<std::string> product_keys(Partition p, const Ulid& id) {
  return {redis::key(contracts::inventory, p, "product", id.text()),
          redis::key(contracts::inventory, p, "reservations", id.text())};
}

Effect reserve(Partition p, const OrderPlaced& order) {
  auto units = std::to_string(order.quantity.value());
  if (order.customer) units += " " + order.customer->text;
  return {product_keys(p, order.product_id), {order.pk.text(), std::move(units)}};
}

Effect commit(Partition p, const OrderCompleted& order) {
  return {product_keys(p, order.product_id), {order.pk.text()}};
}

Effect release(Partition p, const OrderCancelled& order) {
  return {product_keys(p, order.product_id), {order.pk.text()}};
}

Effect take_back(Partition p, const StockReturned& returned) {
  return {{product_keys(p, returned.product_id).front()},
          {returned.pk.text(), std::to_string(returned.quantity.value()),
           returned.refunded ? std::to_string(returned.refunded->value()) : ""}};
}

}  // namespace

std::vector<events::Source> sources() {
  return {{.stream = std::string(OrderPlaced::stream),
           .function = "reserve_stock",
           .outputs = {"stock_reserved", "stock_rejected", "product_changed"},
           .width = 2,
           .decode = events::decode<OrderPlaced>(reserve)},
          {.stream = std::string(OrderCompleted::stream),
           .function = "commit_stock",
           .outputs = {"refund_order"},
           .width = 1,
           .decode = events::decode<OrderCompleted>(commit)},
          {.stream = std::string(OrderCancelled::stream),
           .function = "release_stock",
           .outputs = {"product_changed"},
           .width = 1,
           .decode = events::decode<OrderCancelled>(release)},
          {.stream = std::string(StockReturned::stream),
           .function = "return_stock",
           .outputs = {"product_changed"},
           .width = 3,
           .decode = events::decode<StockReturned>(take_back)}};
}

std::vector<events::Outgoing> outgoing() {
  const std::string group(contracts::payment_group);
  return {{std::string(contracts::StockReserved::stream), group},
          {std::string(contracts::StockRejected::stream), group},
          {std::string(contracts::RefundOrder::stream), group}};
}

}  // namespace souk::inventory
