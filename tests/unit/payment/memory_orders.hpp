// Stored orders in memory, for tests of use cases.
#pragma once

#include <map>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

class MemoryOrders final : public OrderStore {
 public:
  Ulid new_pk(const std::vector<WantedLine>&) const override { return Ulid::next(); }
  awaitable<Placed> place(OrderRecord order, std::optional<Customer> customer, Hold hold) override {
    if (fails_to_place) throw Unavailable(Dependency::database, "lost");
    if (customer) customers.emplace(order.pk, std::move(*customer));
    holds.emplace(order.pk, hold);
    co_return add(std::move(order));
  }
  awaitable<Order> abandon(OrderRecord order) override {
    order.status = Status::cancelled;
    co_return add(std::move(order)).order;
  }
  awaitable<Outcome<Order>> find(Ulid pk) override {
    auto record = co_await record_of(pk);
    if (!record) co_return std::unexpected(std::move(record.error()));
    auto order = order_of(std::move(*record));
    if (const auto customer = customers.find(pk); customer != customers.end())
      order.customer = masked(customer->second);
    co_return order;
  }
  awaitable<std::vector<Order>> find_all(std::vector<Ulid> pks) override {
    std::vector<Order> found;
    for (const auto& pk : pks) {
      if (auto order = co_await find(pk)) found.push_back(std::move(*order));
    }
    co_return found;
  }
  awaitable<Outcome<OrderRecord>> record_of(Ulid pk) override {
    if (away) throw Unavailable(Dependency::database, "away");
    const auto known = orders.find(pk);
    if (known == orders.end()) co_return refuse(order_not_found, "none");
    co_return known->second;
  }
  // As the rules in sale.lua: only a pending order changes.
  awaitable<Outcome<Order>> cancel(Ulid pk, Reason reason) override {
    if (away) throw Unavailable(Dependency::database, "away");
    const auto known = orders.find(pk);
    if (known == orders.end()) co_return refuse(order_not_found, "none");
    auto& order = known->second;
    if (order.status == Status::completed || order.status == Status::refunded) co_return refuse(already_paid, "paid");
    if (order.status == Status::pending) {
      order.status = Status::cancelled;
      order.reason = reason;
    }
    if (loses_answers) throw Unavailable(Dependency::database, "the answer is lost");
    co_return order_of(order);
  }
  awaitable<void> erase_customer(Ulid pk) override {
    if (away) throw Unavailable(Dependency::database, "away");
    customers.erase(pk);
    co_return;
  }
  awaitable<std::optional<Bound>> recall(std::string key) override {
    const auto known = keys.find(key);
    co_return known == keys.end() ? std::nullopt : std::optional(known->second);
  }
  awaitable<Bound> remember(std::string key, Bound bound) override {
    if (bound_meanwhile) keys.emplace(key, *bound_meanwhile);
    co_return keys.emplace(std::move(key), std::move(bound)).first->second;
  }

  // Adds an order of one line in this status.
  Ulid has(Status status, Ulid pk = Ulid::next()) {
    OrderRecord order{.pk = pk, .lines = {}, .status = status};
    order.lines.push_back({.product_id = Ulid::next(), .quantity = Units(2)});
    orders.emplace(pk, std::move(order));
    return pk;
  }

  std::map<Ulid, OrderRecord> orders;
  std::map<Ulid, Customer> customers;
  std::map<Ulid, Hold> holds;
  std::map<std::string, Bound> keys;
  bool fails_to_place = false;
  bool away = false;                     // for what reads, cancels or erases
  bool loses_answers = false;            // of cancel(), after its effect
  std::optional<Bound> bound_meanwhile;  // by another request, between recall() and remember()

 private:
  Placed add(OrderRecord order) {
    const auto pk = order.pk;
    const auto [known, is_new] = orders.emplace(pk, std::move(order));
    return {order_of(known->second), !is_new};
  }
};

}  // namespace souk::payment
