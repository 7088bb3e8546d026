// The search as a projection of the products of a real Redis.
#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"
#include "inventory/searching_process.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr unsigned partitions = 4;

struct Search : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  AProcess process{io, server, partitions};
  Products& products = process.products;
  ProductSearch& search = process.search;

  void TearDown() override {
    redis::run(io, [this] { return process.end(); });
  }

  awaitable<Ulid> create(std::string name, std::int64_t quantity = 1) {
    const auto product = co_await products.create(
        {ProductName(std::move(name)), Price(Money::minor(100)), Stock(quantity), Description("of wood"), {}});
    co_return product.id;
  }

  static awaitable<std::vector<Ulid>> found(ProductSearch& by, std::string text, std::optional<bool> in_stock = {}) {
    SearchQuery query{.text = std::move(text), .in_stock = in_stock, .order = SearchOrder::relevance};
    auto hits = co_await by.search(query, 1000, {});
    co_return hits ? hits->ids : std::vector<Ulid>{Ulid(0, 0)};
  }

  awaitable<bool> complete() {
    return redis::becomes_true([this] { return search.complete(); });
  }

  // Waits until the search gives this answer, at most ten seconds.
  awaitable<std::vector<Ulid>> eventually(std::string text, std::optional<bool> in_stock, std::size_t count) {
    const auto end = SteadyClock::now() + redis::patience;
    for (;;) {
      auto ids = co_await found(search, text, in_stock);
      if (ids.size() == count || SteadyClock::now() > end) co_return ids;
      co_await redis::sleep(redis::milliseconds(5));
    }
  }
};

TEST_F(Search, finds_products_from_before_its_start) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    std::vector<Ulid> ids;
    for (int i = 0; i < 350; ++i) ids.push_back(co_await create("lamp " + std::to_string(i)));
    AProcess second(io, server, partitions);
    EXPECT_FALSE(second.search.problems().empty());
    EXPECT_EQ((co_await second.search.search({}, 1, {})).error().code, unavailable);
    EXPECT_TRUE(co_await redis::becomes_true([&] { return second.search.complete(); }));
    EXPECT_THAT(second.search.problems(), IsEmpty());
    EXPECT_THAT(co_await found(second.search, "lam"), SizeIs(350));
    EXPECT_THAT(co_await found(second.search, "lamp 349 wood"), ElementsAre(ids.back()));
    co_await second.end();
  });
}

TEST_F(Search, follows_changes_of_another_process) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    const auto lamp = co_await create("lamp");
    EXPECT_THAT(co_await eventually("lamp", {}, 1), ElementsAre(lamp));
    ProductChanges rename{.name = ProductName("desk"), .price = {}, .quantity = {}, .description = {}, .image = {}};
    co_await products.edit(lamp, rename, {});
    EXPECT_THAT(co_await eventually("desk", {}, 1), ElementsAre(lamp));
    EXPECT_THAT(co_await found(search, "lamp"), IsEmpty());
    co_await products.remove(lamp, {});
    EXPECT_THAT(co_await eventually("desk", {}, 0), IsEmpty());
  });
}

TEST_F(Search, knows_changes_of_its_own_process_at_once) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    for (int i = 0; i < 50; ++i) {
      const auto id = co_await create("lamp" + std::to_string(i));
      search.changed(id);
      EXPECT_THAT(co_await found(search, "lamp" + std::to_string(i)), ElementsAre(id));
      co_await products.remove(id, {});
      search.changed(id);
      EXPECT_THAT(co_await found(search, "lamp" + std::to_string(i)), IsEmpty());
    }
  });
}

TEST_F(Search, knows_which_products_are_sold_out_or_restocked) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    const auto id = co_await create("lamp", 0);
    EXPECT_THAT(co_await eventually("lamp", false, 1), ElementsAre(id));
    ProductChanges restock{.name = {}, .price = {}, .quantity = Stock(3), .description = {}, .image = {}};
    co_await products.edit(id, restock, {});
    EXPECT_THAT(co_await eventually("lamp", true, 1), ElementsAre(id));
    // As reserve_stock does for the last unit.
    const auto p = partition_of(id, partitions);
    co_await process.client.call(redis::Command("HSET", products.key(id), "available", 0));
    co_await process.client.call(redis::Command("XADD", redis::key("inventory", p, "product_changed"), "*", "id",
                                                id.text(), "change", "sold_out"));
    EXPECT_THAT(co_await eventually("lamp", false, 1), ElementsAre(id));
    EXPECT_THAT(co_await found(search, "lamp", true), IsEmpty());
  });
}

TEST_F(Search, is_incomplete_while_redis_is_down_and_then_catches_up) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    const auto lamp = co_await create("lamp"), desk = co_await create("desk");
    EXPECT_THAT(co_await eventually("wood", {}, 2), SizeIs(2));
    server.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !search.complete(); }));
    EXPECT_EQ((co_await search.search({}, 1, {})).error().code, unavailable);
    server.start();
    // The change may come before or after the streams are followed again. The search finds it either way.
    for (bool done = false; !done;) {
      try {
        co_await products.remove(lamp, {});
        done = true;
      } catch (const Unavailable&) {
      }
    }
    EXPECT_TRUE(co_await complete());
    EXPECT_THAT(co_await eventually("wood", {}, 1), ElementsAre(desk));
  });
}

TEST_F(Search, misses_no_change_while_it_is_being_built) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete());
    std::vector<Ulid> ids;
    for (int i = 0; i < 400; ++i) ids.push_back(co_await create("lamp"));
    AProcess second(io, server, partitions);
    for (int i = 0; i < 400; i += 4) {
      co_await products.remove(ids[static_cast<std::size_t>(i)], {});
      co_await create("lamp");
    }
    EXPECT_TRUE(co_await redis::becomes_true([&] { return second.search.complete(); }));
    const auto last = co_await create("the last lamp");
    const auto end = SteadyClock::now() + redis::patience;
    while ((co_await found(second.search, "last")).empty() && SteadyClock::now() < end) {
      co_await redis::sleep(redis::milliseconds(5));
    }
    EXPECT_THAT(co_await found(second.search, "last"), ElementsAre(last));
    auto of_first = co_await eventually("lamp", {}, 401), of_second = co_await found(second.search, "lamp");
    EXPECT_THAT(of_second, SizeIs(401));
    EXPECT_EQ(of_first, of_second);
    co_await second.end();
  });
}

}  // namespace
}  // namespace souk::inventory
