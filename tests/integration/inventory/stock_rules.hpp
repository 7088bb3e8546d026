// A fixture for tests of the rules about products and stock (inventory.lua) on a real Redis.
#pragma once

#include <gmock/gmock.h>

#include "applying.hpp"
#include "events/batch.hpp"
#include "inventory/consumers/sources.hpp"
#include "inventory/store/products.hpp"
#include "open_partitions.hpp"
#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::inventory {

using redis::Command;

// An order as payment announces it.
struct PlacedOrder {
  Ulid pk;
  int units;
  std::string customer = {};  // empty: a guest
};

struct StockRules : ::testing::Test {
  static constexpr unsigned partitions = 4;

  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Products products{client, partitions};
  testing::Applying applying{client, "inventory"};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("inventory", partitions);
    return options;
  }

  awaitable<Product> create(std::int64_t quantity) {
    NewProduct wanted{ProductName("lamp"), Price(Money::minor(1999)), Stock(quantity), {}, {}};
    co_return co_await products.create(std::move(wanted));
  }

  awaitable<Product> read(Ulid id) { co_return (co_await products.find_all({id})).at(0); }

  static Expected seen(const Product& product) { return {.versions = std::vector{product.version}}; }

  Ulid order_of(const Product& product) {
    return in_partition(Ulid::next(), partition_of(product.id, partitions), partitions);
  }

  // Applies one batch of `stream`. Its entries have the form that the other service writes.
  awaitable<void> apply(std::string stream, Partition p, std::vector<events::Fields> entries) {
    for (const auto& source : sources()) {
      if (source.stream == stream) co_await applying.apply(source, p, entries);
    }
  }

  awaitable<void> reserve(const Product& product, std::vector<PlacedOrder> orders) {
    std::vector<events::Fields> entries;
    for (const auto& [pk, units, customer] : orders) {
      entries.push_back({{"pk", pk.text()}, {"product_id", product.id.text()}, {"quantity", std::to_string(units)}});
      if (!customer.empty()) entries.back().emplace_back("customer", customer);
    }
    co_await apply("order_placed", partition_of(product.id, partitions), std::move(entries));
  }

  awaitable<void> complete(const Product& product, std::vector<std::pair<Ulid, int>> orders) {
    std::vector<events::Fields> entries;
    for (const auto& [pk, units] : orders) {
      entries.push_back({{"pk", pk.text()}, {"product_id", product.id.text()}, {"quantity", std::to_string(units)}});
    }
    co_await apply("order_completed", partition_of(product.id, partitions), std::move(entries));
  }

  // Returns "<pk> <reason>" for each entry of one of our streams.
  awaitable<std::vector<std::string>> entries_of(const Product& product, std::string stream) {
    const auto key = redis::key("inventory", partition_of(product.id, partitions), stream);
    std::vector<std::string> lines;
    for (const auto& entry : events::parse_entries(co_await client.call(Command("XRANGE", key, "-", "+")))) {
      std::string line;
      for (const auto& [name, value] : entry.fields) line += (line.empty() ? "" : " ") + value;
      lines.push_back(line);
    }
    co_return lines;
  }
};

}  // namespace souk::inventory
