// Whole batches, with one process' index and a real Redis.
#include <gmock/gmock.h>

#include "inventory/searching_process.hpp"

namespace souk::inventory {
namespace {

using enum BatchOutcome;
using ::testing::ElementsAre;

constexpr unsigned partitions = 4;

struct ABatch : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  AProcess process{io, server, partitions};

  void SetUp() override {
    redis::run(io, [this]() -> awaitable<void> { EXPECT_TRUE(co_await complete(process)); });
  }
  void TearDown() override {
    redis::run(io, [this] { return process.end(); });
  }

  static awaitable<bool> complete(AProcess& process) {
    return redis::becomes_true([&process] { return process.search.complete(); });
  }
  static BatchItem lamp(std::string name, std::string sku = "") {
    return {.sku = Sku(std::move(sku)),
            .name = ProductName(std::move(name)),
            .price = Price(Money::minor(100)),
            .quantity = Stock(5)};
  }
  awaitable<std::vector<BatchResult>> write(std::vector<BatchItem> items, Mode mode = Mode::write) {
    co_return (co_await process.writer.write_batch(std::move(items), {}, mode)).value().results;
  }
  static std::vector<BatchOutcome> outcomes(const std::vector<BatchResult>& results) {
    std::vector<BatchOutcome> all;
    for (const auto& result : results) all.push_back(result.outcome);
    return all;
  }
};

TEST_F(ABatch, finds_what_the_batch_before_it_created) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<BatchItem> items;
    for (int i = 0; i < 300; ++i)
      items.push_back(lamp("Lamp " + std::to_string(i), i % 2 ? "L" + std::to_string(i) : ""));
    co_await write(items);
    for (auto& item : items) item.name = ProductName("  LAMP " + item.name->value().substr(5));
    const auto again = co_await write(items, Mode::preview);
    for (const auto& result : again) {
      EXPECT_EQ(result.outcome, updated);
      EXPECT_THAT(result.changed, ElementsAre(ProductField::name));
      EXPECT_EQ(result.key, result.product->id.text());
    }
  });
}

TEST_F(ABatch, finds_what_another_process_created) {
  redis::run(io, [&]() -> awaitable<void> {
    AProcess other(io, server, partitions);
    EXPECT_TRUE(co_await complete(other));
    const auto id = (co_await write({lamp("Lamp", "L-1")}))[0].product->id;
    const auto end = SteadyClock::now() + redis::patience;
    std::string key;
    while (key != id.text() && SteadyClock::now() < end) {
      key = (co_await other.writer.write_batch({lamp("lamp")}, {}, Mode::preview)).value().results[0].key;
      co_await redis::sleep(redis::milliseconds(5));
    }
    EXPECT_EQ(key, id.text());
    co_await other.end();
  });
}

TEST_F(ABatch, uses_redis_when_the_index_missed_a_rename) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await write({lamp("Lamp")}))[0].product->id;
    EXPECT_THAT(outcomes(co_await write({lamp("Lamp")}, Mode::preview)), ElementsAre(unchanged));
    co_await process.client.call(redis::Command("HSET", process.products.key(id), "name", "Tray"));
    EXPECT_THAT(outcomes(co_await write({lamp("Lamp")}, Mode::preview)), ElementsAre(created));
    co_await process.client.call(redis::Command("DEL", process.products.key(id)));
    EXPECT_THAT(outcomes(co_await write({lamp("Lamp")}, Mode::preview)), ElementsAre(created));
  });
}

TEST_F(ABatch, does_not_write_a_product_that_changed_after_the_preview) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = *(co_await write({lamp("Lamp")}))[0].product;
    auto row = lamp("Lamp");
    row.quantity = Stock(9);
    row.seen = Seen{describe::Integer<0, Version::max>(product.version.value()), product.quantity};
    EXPECT_THAT(outcomes(co_await write({row}, Mode::preview)), ElementsAre(updated));
    co_await process.products.edit(product.id, {{}, {}, Stock(2), {}, {}}, {});
    const auto refused = co_await write({row});
    EXPECT_THAT(outcomes(refused), ElementsAre(conflict));
    EXPECT_EQ(refused[0].product->quantity, Stock(2));
  });
}

TEST_F(ABatch, finds_by_sku_what_an_earlier_batch_wrote) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await write({lamp("Lamp", "QX77")}))[0].product->id;
    const auto hits = co_await process.search.search({.text = "qx77", .in_stock = {}}, 10, {});
    EXPECT_THAT(hits.value().ids, ElementsAre(id));
  });
}

}  // namespace
}  // namespace souk::inventory
