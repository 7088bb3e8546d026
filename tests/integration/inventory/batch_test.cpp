// Many writes at once, on a real Redis.
#include <gmock/gmock.h>

#include "inventory/store/products.hpp"
#include "redis/running.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;

struct ABatch : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Products products{client, 4};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    return options;
  }

  static BatchItem lamp(std::optional<Ulid> id, std::int64_t quantity) {
    return {id, ProductName("lamp"), Price(Money::minor(100)), Stock(quantity), {}, {}};
  }

  static std::vector<BatchOutcome> outcomes(const std::vector<BatchResult>& results) {
    std::vector<BatchOutcome> all;
    for (const auto& result : results) all.push_back(result.outcome);
    return all;
  }
};

using enum BatchOutcome;

TEST_F(ABatch, creates_edits_and_tells_what_was_so_already) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = co_await products.write({lamp({}, 1), lamp({}, 2)});
    EXPECT_THAT(outcomes(first), ElementsAre(created, created));
    const auto a = first[0].product->id, b = first[1].product->id;
    const auto second = co_await products.write(
        {lamp(a, 1), lamp(b, 5),
         BatchItem{.id = a, .name = {}, .price = {}, .quantity = {}, .description = {}, .image = {}}});
    EXPECT_THAT(outcomes(second), ElementsAre(unchanged, updated, unchanged));
    EXPECT_EQ(second[0].product->version, Version(1));
    EXPECT_EQ(second[1].product->version, Version(2));
    EXPECT_EQ((co_await products.find_all({b})).at(0).quantity, Stock(5));
  });
}

TEST_F(ABatch, an_item_that_is_refused_keeps_no_other_from_being_written) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto made = co_await products.create({ProductName("x"), Price(Money::minor(1)), Stock(5), {}, {}});
    co_await client.call(redis::Command("HSET", products.key(made.id), "available", 1));  // four are reserved
    const auto results = co_await products.write({lamp(Ulid::next(), 1), lamp(made.id, 3), lamp(made.id, 4)});
    EXPECT_THAT(outcomes(results), ElementsAre(failed, failed, updated));
    EXPECT_EQ(results[0].code, "product_not_found");
    EXPECT_FALSE(results[0].product);
    EXPECT_EQ(results[1].code, "stock_reserved");
    EXPECT_EQ(results[2].product->available, Stock(0));
  });
}

TEST_F(ABatch, an_item_that_redis_is_too_full_for_fails_alone) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(redis::Command("CONFIG", "SET", "maxmemory", 1));
    const auto results = co_await products.write({lamp({}, 1)});
    EXPECT_THAT(outcomes(results), ElementsAre(failed));
    EXPECT_EQ(results[0].code, "unavailable");
  });
}

TEST_F(ABatch, two_edits_of_one_product_are_applied_in_their_order) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await products.write({lamp({}, 1)}))[0].product->id;
    co_await products.write({lamp(id, 7), lamp(id, 8)});
    EXPECT_EQ((co_await products.find_all({id})).at(0).quantity, Stock(8));
  });
}

}  // namespace
}  // namespace souk::inventory
