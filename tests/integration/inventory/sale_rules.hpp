// A product with terms, its customers, and what they have bought, on a real Redis.
#pragma once

#include "inventory/stock_rules.hpp"

namespace souk::inventory {

inline const std::string ada(32, 'a'), bob(32, 'b');

// The changes that these tests make.
struct Terms {
  std::optional<contracts::SaleState> state = {};
  std::optional<SaleTime> sale_starts_at = {}, sale_ends_at = {};
  std::optional<UnitLimit> limit_per_customer = {};

  ProductChanges changes() const {
    ProductChanges all;
    all.state = state;
    all.sale_starts_at = sale_starts_at;
    all.sale_ends_at = sale_ends_at;
    all.limit_per_customer = limit_per_customer;
    return all;
  }
};

struct SaleRules : StockRules {
  awaitable<Timestamp> time() {
    const auto reply = co_await client.call(Command("TIME"));
    co_return Timestamp(Milliseconds(std::stoll(reply.array().at(0).text()) * 1000));
  }
  awaitable<Product> limited(int most, std::int64_t quantity = 100) {
    NewProduct wanted{ProductName("drop"), Price(Money::minor(1999)), Stock(quantity), {}, {}};
    wanted.limit_per_customer = UnitLimit{contracts::Units(most)};
    co_return co_await products.create(std::move(wanted));
  }
  awaitable<void> change(const Product& product, Terms terms) {
    EXPECT_TRUE((co_await products.edit(product.id, terms.changes(), {})).has_value());
  }
  awaitable<std::string> why_not(const Product& product, PlacedOrder order) {
    const auto before = (co_await entries_of(product, "stock_rejected")).size();
    const auto pk = order.pk.text();
    co_await reserve(product, {std::move(order)});
    const auto after = co_await entries_of(product, "stock_rejected");
    if (after.size() == before) co_return "";
    EXPECT_TRUE(after.back().starts_with(pk));
    co_return after.back().substr(pk.size() + 1);
  }
  awaitable<std::string> why_not(const Product& product) {
    co_return co_await why_not(product, {order_of(product), 1});
  }
  awaitable<void> cancel(const Product& product, std::vector<Ulid> pks) {
    std::vector<events::Fields> entries;
    for (const auto& pk : pks) entries.push_back({{"pk", pk.text()}, {"product_id", product.id.text()}});
    co_await apply("order_cancelled", partition_of(product.id, partitions), std::move(entries));
  }
  awaitable<void> give_back(const Product& product, Ulid pk, int units, int refunded) {
    std::vector<events::Fields> entries;
    entries.push_back({{"pk", pk.text()}, {"product_id", product.id.text()}, {"quantity", std::to_string(units)}});
    if (refunded > 0) entries.back().emplace_back("refunded", std::to_string(refunded));
    co_await apply("stock_returned", partition_of(product.id, partitions), std::move(entries));
  }
  std::string bought_key(const Product& product) const {
    return redis::key("inventory", partition_of(product.id, partitions), "bought", product.id.text());
  }
  // Units that count for the limit of a customer.
  awaitable<int> bought(const Product& product, std::string customer) {
    co_return co_await bought_at(bought_key(product), customer);
  }
  awaitable<int> bought_at(std::string key, std::string customer) {
    const auto reply = co_await client.call(Command("HGET", key, customer));
    co_return reply.is_nil() ? 0 : std::stoi(reply.text());
  }
};

}  // namespace souk::inventory
