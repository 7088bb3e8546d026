#include "inventory/domain/stock_ledger.hpp"

#include <gtest/gtest.h>

#include "describe/describe.hpp"

namespace souk::inventory {
namespace {

LedgerEntry entry(std::int64_t change, std::int64_t quantity, std::int64_t taken) {
  return {.at = {},
          .kind = LedgerKind::edited,
          .reason = "",
          .who = "token",
          .change = change,
          .quantity = Stock(quantity),
          .price = Price(Money::minor(1)),
          .state = SaleState::active,
          .taken = taken};
}

// 10 units; orders took 4; 5 more came; orders took 3, of which 1 came back.
StockLedger ledger() {
  return {
      .product_id = {}, .quantity = Stock(9), .sold = 7, .returned = 1, .entries = {entry(5, 11, 4), entry(10, 10, 0)}};
}

TEST(StockLedger, is_balanced_when_its_entries_and_the_orders_explain_the_stock) {
  EXPECT_TRUE(is_balanced(ledger()));
  EXPECT_TRUE(is_balanced({.product_id = {}, .quantity = Stock(3), .entries = {}}));
}

TEST(StockLedger, is_not_balanced_when_a_unit_is_missing_now_or_between_two_entries) {
  auto now = ledger();
  now.quantity = Stock(8);
  EXPECT_FALSE(is_balanced(now));
  auto between = ledger();
  between.entries.front() = entry(6, 11, 4);
  EXPECT_FALSE(is_balanced(between));
}

TEST(StockLedger, may_begin_with_what_there_was) {
  auto late = ledger();
  late.entries.pop_back();
  EXPECT_TRUE(is_balanced(late));
}

TEST(StockChange, is_an_addition_or_a_count_with_a_reason) {
  const auto read = [](std::string_view body) { return describe::from_json<StockChange>(body).has_value(); };
  EXPECT_TRUE(read(R"({"add":-2,"reason":"broken"})"));
  EXPECT_TRUE(read(R"({"counted":0,"reason":"stocktaking"})"));
  EXPECT_FALSE(read(R"({"add":1,"counted":2,"reason":"both"})"));
  EXPECT_FALSE(read(R"({"reason":"none"})"));
  EXPECT_FALSE(read(R"({"add":1})"));
  EXPECT_FALSE(read(R"({"add":1,"reason":""})"));
  EXPECT_FALSE(read(R"({"counted":-1,"reason":"negative"})"));
}

}  // namespace
}  // namespace souk::inventory
