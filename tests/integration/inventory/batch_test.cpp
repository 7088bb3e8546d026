// Many writes in one call, on a real Redis.
#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"
#include "inventory/store/products.hpp"
#include "open_partitions.hpp"
#include "redis/running.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ManyWrites : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Products products{client, 4};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("inventory", 16);
    return options;
  }

  static NewProduct lamp(std::int64_t quantity) {
    return {ProductName("lamp"), Price(Money::minor(100)), Stock(quantity), {}, {}};
  }
  static Edit restock(const Ulid& id, std::int64_t quantity, std::optional<Seen> seen = {}) {
    return {id, {{}, {}, Stock(quantity), {}, {}}, seen};
  }
  static Seen seen(std::int64_t version, std::int64_t quantity) {
    return {describe::Integer<0, Version::max>(version), Stock(quantity)};
  }
  static std::optional<Code> refusal(const Written& written) {
    return written.refusal ? std::optional(written.refusal->code) : std::nullopt;
  }

  awaitable<Written> one(Write write, Mode mode = Mode::write) {
    co_return (co_await products.write({std::move(write)}, mode)).at(0);
  }
  awaitable<Product> now(const Ulid& id) { co_return (co_await products.find_all({id})).at(0); }
};

TEST_F(ManyWrites, create_and_edit_and_report_the_changed_fields) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto made = co_await products.write({lamp(1), lamp(2)});
    const auto a = made[0].product->id, b = made[1].product->id;
    const auto edited = co_await products.write(
        {restock(a, 1), restock(b, 5), Edit{a, {{}, Price(Money::minor(7)), Stock(3), {}, {}, Sku("L-1")}, {}}});
    EXPECT_THAT(edited[0].changed, IsEmpty());
    EXPECT_EQ(edited[0].product->version, Version(1));
    EXPECT_THAT(edited[1].changed, ElementsAre(ProductField::quantity));
    EXPECT_THAT(edited[2].changed, ElementsAre(ProductField::price, ProductField::quantity, ProductField::sku));
    EXPECT_EQ(edited[2].product->version, Version(2));
    EXPECT_EQ((co_await now(a)).sku, Sku("L-1"));
  });
}

TEST_F(ManyWrites, a_preview_decides_the_same_and_writes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await one(lamp(5))).product->id;
    const auto preview = co_await products.write({lamp(9), restock(id, 7), restock(id, 8, seen(2, 5))}, Mode::preview);
    EXPECT_FALSE(preview[0].product);
    EXPECT_THAT(preview[1].changed, ElementsAre(ProductField::quantity));
    EXPECT_EQ(preview[1].product->quantity, Stock(5));
    EXPECT_EQ(refusal(preview[2]), version_mismatch);
    EXPECT_EQ((co_await now(id)).version, Version(1));
    EXPECT_EQ((co_await products.list(10, {})).total, 1u);
  });
}

TEST_F(ManyWrites, a_refused_write_does_not_stop_the_others) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await one(lamp(5))).product->id;
    co_await client.call(redis::Command("HSET", products.key(id), "available", 1));  // four are reserved
    const auto results = co_await products.write({restock(Ulid::next(), 1), restock(id, 3), restock(id, 4)});
    EXPECT_EQ(refusal(results[0]), product_not_found);
    EXPECT_FALSE(results[0].product);
    EXPECT_EQ(refusal(results[1]), stock_reserved);
    EXPECT_EQ(results[1].product->quantity, Stock(5));
    EXPECT_EQ(results[2].product->available, Stock(0));
  });
}

TEST_F(ManyWrites, a_product_must_be_unchanged_since_it_was_seen) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await one(lamp(5))).product->id;
    for (const auto& wrong : {seen(0, 0), seen(2, 5), seen(1, 4)}) {
      const auto refused = co_await one(restock(id, 9, wrong));
      EXPECT_EQ(refusal(refused), version_mismatch);
      EXPECT_EQ(refused.product->quantity, Stock(5));
    }
    EXPECT_EQ(refusal(co_await one(restock(id, 9, seen(1, 5)))), std::nullopt);
    EXPECT_EQ(refusal(co_await one(restock(id, 9, seen(1, 5)))), version_mismatch);
  });
}

TEST_F(ManyWrites, a_write_that_a_full_redis_refuses_fails_alone) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(redis::Command("CONFIG", "SET", "maxmemory", 1));
    EXPECT_EQ(refusal(co_await one(lamp(1))), unavailable);
  });
}

TEST_F(ManyWrites, a_product_written_before_skus_existed_has_none) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await one(lamp(5))).product->id;
    co_await client.call(redis::Command("HDEL", products.key(id), "sku"));
    EXPECT_EQ((co_await now(id)).sku, Sku(""));
    const auto same = co_await one(Edit{id, {{}, {}, {}, {}, {}, Sku("")}, {}});
    EXPECT_THAT(same.changed, IsEmpty());
    EXPECT_EQ(same.product->version, Version(1));
    EXPECT_EQ((co_await products.identities({id, Ulid::next()})).size(), 1u);
    EXPECT_EQ((co_await products.identities({id})).at(id).name, "lamp");
  });
}

}  // namespace
}  // namespace souk::inventory
