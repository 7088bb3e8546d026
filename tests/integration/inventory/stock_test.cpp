// The rules about products and stock (inventory.lua) on a real Redis.
#include "inventory/stock_rules.hpp"

#include "events/dead_letters.hpp"
#include "inventory/domain/refusals.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A dead letter of a placed order, as if its entry could not be decoded.
TEST_F(StockRules, a_retried_dead_letter_takes_its_units_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    const auto p = partition_of(product.id, partitions);
    const auto pk = order_of(product);
    const auto payload =
        "{\"pk\":\"" + pk.text() + "\",\"product_id\":\"" + product.id.text() + "\",\"quantity\":\"4\"}";
    for (int i = 0; i < 2; ++i) {
      co_await client.call(Command("XADD", redis::key("inventory", p, "order_placed:dead"), "*", "payload", payload));
    }
    events::RetryCount count;
    for (const auto& source : sources()) {
      if (source.stream != "order_placed") continue;
      for (int i = 0; i < 2; ++i) {
        count = co_await events::retry_all_dead_letters(client, "inventory", partitions, source);
        EXPECT_EQ(count.retried, i == 0 ? 2 : 0);
      }
    }
    EXPECT_EQ((co_await read(product.id)).available, Stock(6));
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(pk.text(), pk.text()));
  });
}

TEST_F(StockRules, a_reservation_lowers_available_and_a_sale_lowers_quantity) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 4}});
    auto now = co_await read(product.id);
    EXPECT_EQ(now.quantity, Stock(10));
    EXPECT_EQ(now.available, Stock(6));
    EXPECT_EQ(now.version, product.version);
    co_await complete(product, {{pk, 4}});
    now = co_await read(product.id);
    EXPECT_EQ(now.quantity, Stock(6));
    EXPECT_EQ(now.available, Stock(6));
    EXPECT_GT(now.version, product.version);
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(pk.text()));
    EXPECT_THAT(co_await entries_of(product, "refund_order"), IsEmpty());
  });
}

TEST_F(StockRules, of_two_orders_for_one_unit_the_first_gets_it) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(1);
    const auto first = order_of(product), second = order_of(product);
    co_await reserve(product, {{first, 1}, {second, 1}});
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(first.text()));
    EXPECT_THAT(co_await entries_of(product, "stock_rejected"), ElementsAre(second.text() + " sold_out"));
    EXPECT_EQ((co_await read(product.id)).available, Stock(0));
  });
}

TEST_F(StockRules, an_order_for_too_many_units_takes_none_and_a_smaller_later_one_is_served) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(3);
    const auto large = order_of(product), small = order_of(product);
    co_await reserve(product, {{large, 4}, {small, 3}});
    EXPECT_THAT(co_await entries_of(product, "stock_rejected"), ElementsAre(large.text() + " insufficient_stock"));
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(small.text()));
  });
}

TEST_F(StockRules, the_last_unit_sold_is_announced_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(2);
    co_await reserve(product, {{order_of(product), 1}, {order_of(product), 1}, {order_of(product), 1}});
    EXPECT_THAT(co_await entries_of(product, "product_changed"),
                ElementsAre(product.id.text() + " created", product.id.text() + " sold_out"));
  });
}

TEST_F(StockRules, an_order_that_completes_after_its_product_was_deleted_is_refunded) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 2}});
    EXPECT_TRUE(co_await products.remove(product.id, {}));
    co_await complete(product, {{pk, 2}});
    EXPECT_THAT(co_await entries_of(product, "refund_order"), ElementsAre(pk.text() + " product_deleted"));
    EXPECT_TRUE((co_await products.find_all({product.id})).empty());
    EXPECT_TRUE((co_await client.call(Command("KEYS", "inventory:*:reservations:*"))).array().empty());
  });
}

TEST_F(StockRules, an_order_for_an_unknown_product_is_rejected) {
  redis::run(io, [&]() -> awaitable<void> {
    auto product = co_await create(5);
    product.id = in_partition(Ulid::next(), partition_of(product.id, partitions), partitions);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 1}});
    EXPECT_THAT(co_await entries_of(product, "stock_rejected"), ElementsAre(pk.text() + " product_not_found"));
  });
}

TEST_F(StockRules, the_same_order_placed_by_two_entries_holds_its_units_once_and_is_announced_again) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 2}, {pk, 2}});
    co_await reserve(product, {{pk, 2}});
    EXPECT_EQ((co_await read(product.id)).available, Stock(3));
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(pk.text(), pk.text(), pk.text()));
  });
}

TEST_F(StockRules, a_repeated_order_that_has_its_units_is_not_rejected_when_none_are_left) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(4);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 4}});
    co_await reserve(product, {{pk, 4}, {order_of(product), 1}});
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(pk.text(), pk.text()));
    EXPECT_EQ((co_await entries_of(product, "stock_rejected")).size(), 1u);
  });
}

TEST_F(StockRules, a_quantity_below_the_reservations_is_refused_and_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    co_await reserve(product, {{order_of(product), 4}});
    ProductChanges too_few{
        .name = ProductName("other"), .price = {}, .quantity = Stock(3), .description = {}, .image = {}};
    const auto refused = co_await products.edit(product.id, too_few, {});
    EXPECT_EQ(refused.error().code, stock_reserved);
    EXPECT_EQ((co_await read(product.id)).name, product.name);
    ProductChanges enough{.name = {}, .price = {}, .quantity = Stock(4), .description = {}, .image = {}};
    const auto edited = co_await products.edit(product.id, enough, {});
    EXPECT_EQ(edited->available, Stock(0));
    EXPECT_EQ(edited->quantity, Stock(4));
  });
}

TEST_F(StockRules, an_edit_of_an_old_version_is_refused) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    ProductChanges rename{.name = ProductName("other"), .price = {}, .quantity = {}, .description = {}, .image = {}};
    const auto edited = co_await products.edit(product.id, rename, seen(product));
    EXPECT_EQ(edited->version, Version(2));
    rename.name = ProductName("third");
    EXPECT_EQ((co_await products.edit(product.id, rename, seen(product))).error().code, version_mismatch);
    EXPECT_EQ((co_await products.remove(product.id, seen(product))).error().code, version_mismatch);
    EXPECT_EQ((co_await read(product.id)).name, ProductName("other"));
  });
}

TEST_F(StockRules, units_that_come_back_make_a_version_so_an_edit_does_not_overwrite_them) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    const auto p = partition_of(product.id, partitions);
    std::vector<events::Fields> returned;
    returned.push_back({{"pk", order_of(product).text()}, {"product_id", product.id.text()}, {"quantity", "2"}});
    co_await apply("stock_returned", p, std::move(returned));
    const auto after = co_await read(product.id);
    EXPECT_EQ(after.quantity, Stock(12));
    EXPECT_GT(after.version, product.version);
    ProductChanges changes{.name = {}, .price = {}, .quantity = Stock(11), .description = {}, .image = {}};
    const auto late = co_await products.edit(product.id, changes, seen(product));
    EXPECT_EQ(late.error().code.word, version_mismatch.word);
    EXPECT_EQ((co_await read(product.id)).quantity, Stock(12));
  });
}

TEST_F(StockRules, an_edit_without_a_change_makes_no_version_and_is_not_announced) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    ProductChanges same{.name = product.name, .price = product.price, .quantity = {}, .description = {}, .image = {}};
    const auto edited = co_await products.edit(product.id, same, {});
    EXPECT_EQ(edited->version, product.version);
    EXPECT_EQ(edited->updated_at, product.updated_at);
    EXPECT_EQ((co_await entries_of(product, "product_changed")).size(), 1u);
  });
}

TEST_F(StockRules, the_largest_stock_and_price_are_exact) {
  redis::run(io, [&]() -> awaitable<void> {
    NewProduct most{ProductName("most"), Price(Money::minor(Price::max)), Stock(Stock::max), {}, {}};
    const auto product = co_await products.create(most);
    EXPECT_EQ(product.quantity, Stock(Stock::max));
    EXPECT_EQ(product.price, Price(Money::minor(Price::max)));
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 999'999}});
    co_await complete(product, {{pk, 999'999}});
    EXPECT_EQ((co_await read(product.id)).quantity, Stock(Stock::max - 999'999));
  });
}

}  // namespace
}  // namespace souk::inventory
