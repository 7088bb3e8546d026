// The ledger of people's changes (stock_ledger.lua), and what a freeze does, on a real Redis.
#include "inventory/store/stock_ledgers.hpp"

#include "inventory/domain/refusals.hpp"
#include "inventory/stock_rules.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct AStockLedger : StockRules {
  StockLedgers ledgers{client, partitions};

  // "added +10 -> 20 (delivery, token)", oldest first.
  awaitable<std::vector<std::string>> lines(const Product& product) {
    const auto ledger = (co_await ledgers.read(product.id, 1000)).value();
    EXPECT_TRUE(ledger.balanced);
    std::vector<std::string> all;
    for (const auto& entry : ledger.entries) {
      all.insert(all.begin(), describe::Scalar<LedgerKind>::text(entry.kind) + (entry.change < 0 ? " " : " +") +
                                  std::to_string(entry.change) + " -> " + std::to_string(entry.quantity.value()) +
                                  " (" + entry.reason + ", " + entry.who + ")");
    }
    co_return all;
  }
  awaitable<Outcome<Adjusted>> add(const Product& product, int units, std::string key = "") {
    co_return co_await ledgers.adjust(
        product.id, {.add = StockDifference(units), .counted = {}, .reason = LedgerReason("delivery")}, std::move(key),
        {.who = "token"});
  }
  awaitable<Outcome<Adjusted>> count(const Product& product, int units) {
    co_return co_await ledgers.adjust(product.id, {.add = {}, .counted = Stock(units), .reason = LedgerReason("shelf")},
                                      "", {.who = "token"});
  }
  awaitable<void> give_back(const Product& product, Ulid pk, int units) {
    std::vector<events::Fields> entries;
    entries.push_back({{"pk", pk.text()}, {"product_id", product.id.text()}, {"quantity", std::to_string(units)}});
    co_await apply("stock_returned", partition_of(product.id, partitions), std::move(entries));
  }
  awaitable<void> set_state(const Product& product, SaleState state) {
    ProductChanges changes;
    changes.state = state;
    const auto edited = co_await products.edit(product.id, std::move(changes), {}, {.who = "token", .reason = "fault"});
    EXPECT_TRUE(edited.has_value());
  }
  std::string key(const Product& product, std::string kind) const {
    return redis::key("inventory", partition_of(product.id, partitions), kind, product.id.text());
  }
};

TEST_F(AStockLedger, has_every_change_of_stock_price_and_state_by_a_person_and_explains_the_stock) {
  redis::run(io, [&]() -> awaitable<void> {
    NewProduct wanted{ProductName("lamp"), Price(Money::minor(1999)), Stock(10), {}, {}};
    const auto product = co_await products.create(std::move(wanted), {.who = "session 1", .reason = "new"});
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 4}});
    EXPECT_EQ((co_await add(product, 10))->product.available, Stock(16));
    co_await complete(product, {{pk, 4}});
    EXPECT_EQ((co_await count(product, 15))->product.quantity, Stock(15));
    co_await give_back(product, pk, 1);
    ProductChanges price, name;
    price.price = Price(Money::minor(5));
    name.name = ProductName("lamp 2");
    EXPECT_TRUE((co_await products.edit(product.id, std::move(price), {}, {.who = "token"})).has_value());
    EXPECT_TRUE((co_await products.edit(product.id, std::move(name), {}, {.who = "token"})).has_value());
    co_await set_state(product, SaleState::frozen);
    co_await set_state(product, SaleState::active);
    EXPECT_THAT(co_await lines(product),
                ElementsAre("created +10 -> 10 (new, session 1)", "added +10 -> 20 (delivery, token)",
                            "counted -1 -> 15 (shelf, token)", "edited +0 -> 16 (, token)",
                            "frozen +0 -> 16 (fault, token)", "released +0 -> 16 (fault, token)"));
    const auto ledger = (co_await ledgers.read(product.id, 2)).value();
    EXPECT_EQ(ledger.entries.size(), 2u);
    EXPECT_EQ(ledger.sold, 4);
    EXPECT_EQ(ledger.returned, 1);
  });
}

TEST_F(AStockLedger, has_imports_and_previews_leave_nothing_in_it) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    Edit more{.id = product.id, .changes = {}, .seen = {}};
    more.changes.quantity = Stock(12);
    co_await products.write({more}, Mode::preview, {.who = "token"});
    co_await products.write({more}, Mode::write, {.who = "token", .reason = "week 3"});
    co_await products.write({more}, Mode::write, {.who = "token", .reason = "again"});
    EXPECT_THAT(co_await lines(product), ElementsAre("created +10 -> 10 (, )", "imported +2 -> 12 (week 3, token)"));
  });
}

TEST_F(AStockLedger, takes_a_change_with_a_key_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    for (int i = 0; i < 3; ++i) EXPECT_EQ((co_await add(product, 5, "key"))->replayed, i > 0);
    EXPECT_EQ((co_await read(product.id)).quantity, Stock(15));
    EXPECT_EQ((co_await add(product, 6, "key")).error().code, idempotency_key_reused);
    EXPECT_EQ((co_await lines(product)).size(), 2u);
    for (int i = 0; i < 2; ++i) EXPECT_FALSE((co_await add(product, 1))->replayed);
    EXPECT_EQ((co_await read(product.id)).quantity, Stock(17));
  });
}

TEST_F(AStockLedger, refuses_what_orders_hold_and_what_no_stock_can_be) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    co_await reserve(product, {{order_of(product), 4}});
    EXPECT_EQ((co_await add(product, -7)).error().code, stock_reserved);
    EXPECT_EQ((co_await count(product, 3)).error().code, stock_reserved);
    EXPECT_EQ((co_await add(product, contracts::max_stock)).error().code, validation_failed);
    EXPECT_EQ((co_await lines(product)).size(), 1u);
    EXPECT_EQ((co_await count(product, 4))->product.available, Stock(0));
    EXPECT_TRUE((co_await products.remove(product.id, {})).has_value());
    EXPECT_EQ((co_await add(product, 1)).error().code, product_not_found);
    EXPECT_EQ((co_await ledgers.read(product.id, 1)).error().code, product_not_found);
  });
}

TEST_F(AStockLedger, begins_with_what_there_was_and_ends_with_its_product) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    co_await client.call(Command("UNLINK", key(product, "ledger")));  // as one of before there were ledgers
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 3}});
    co_await complete(product, {{pk, 3}});
    EXPECT_THAT(co_await lines(product), IsEmpty());
    EXPECT_TRUE((co_await add(product, 2, "key")).has_value());
    EXPECT_THAT(co_await lines(product), ElementsAre("opened +0 -> 7 (, )", "added +2 -> 9 (delivery, token)"));
    EXPECT_TRUE((co_await products.remove(product.id, {})).has_value());
    for (const auto* kind : {"ledger", "adjusted"}) {
      EXPECT_EQ((co_await client.call(Command("EXISTS", key(product, kind)))).integer(), 0);
    }
  });
}

TEST_F(AStockLedger, tells_when_a_unit_is_missing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    co_await client.call(Command("HINCRBY", products.key(product.id), "quantity", -1));
    EXPECT_FALSE((co_await ledgers.read(product.id, 10))->balanced);
  });
}

TEST_F(AStockLedger, counts_the_orders_that_got_units_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 2}, {order_of(product), 1}, {order_of(product), 9}});
    co_await reserve(product, {{pk, 2}});
    EXPECT_EQ((co_await client.call(Command("HGET", products.key(product.id), "orders"))).text(), "2");
    EXPECT_EQ((co_await read(product.id)).available, Stock(2));
  });
}

TEST_F(AStockLedger, of_a_frozen_product_no_order_begins_and_those_with_units_go_on) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto before = order_of(product), during = order_of(product), after = order_of(product);
    co_await reserve(product, {{before, 1}});
    co_await set_state(product, SaleState::frozen);
    co_await reserve(product, {{during, 1}, {before, 1}});
    co_await complete(product, {{before, 1}});
    EXPECT_THAT(co_await entries_of(product, "stock_rejected"), ElementsAre(during.text() + " not_on_sale"));
    EXPECT_THAT(co_await entries_of(product, "refund_order"), IsEmpty());
    EXPECT_EQ((co_await read(product.id)).quantity, Stock(4));
    co_await set_state(product, SaleState::active);
    co_await reserve(product, {{after, 1}});
    EXPECT_EQ((co_await read(product.id)).available, Stock(3));
    EXPECT_THAT((co_await products.list(10, {})).products, ::testing::SizeIs(1));
  });
}

}  // namespace
}  // namespace souk::inventory
