// What people did to the stock, the price and the state of a product (store/stock_ledger.lua), and its sale in figures.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/domain/product.hpp"

namespace souk::inventory {

using LedgerReason = describe::Text<1, 200>;
using StockDifference = describe::Integer<-contracts::max_stock, contracts::max_stock>;

// Who changes a product, and why.
struct Cause {
  std::string who = {}, reason = {};
};

// `opened`: what there was when the ledger of an older product began.
enum class LedgerKind { opened, created, edited, imported, frozen, released, added, counted };
BOOST_DESCRIBE_ENUM(LedgerKind, opened, created, edited, imported, frozen, released, added, counted)

struct LedgerEntry {
  Timestamp at;
  LedgerKind kind;
  std::string reason, who;
  std::int64_t change;  // units that came, or went if it is negative
  Stock quantity;       // this and the following: afterwards
  Price price;
  SaleState state;
  std::int64_t taken;  // units that orders had taken, without those that came back
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (), (at, kind, reason, who, change, quantity, price, state, taken))

struct StockLedger {
  Ulid product_id;
  Stock quantity;
  std::int64_t sold = 0, returned = 0;  // units of orders, ever
  bool balanced = true;                 // what the entries and the orders say is the stock
  std::vector<LedgerEntry> entries;     // newest first
};
BOOST_DESCRIBE_STRUCT(StockLedger, (), (product_id, quantity, sold, returned, balanced, entries))

// Whether each entry follows from the one before it and from what orders took between, and the stock from the last one.
bool is_balanced(const StockLedger&);

// A change of the stock: so many units more (or less), or as many as were counted.
struct StockChange {
  static constexpr std::array<std::string_view, 2> one_of = {"add", "counted"};
  std::optional<StockDifference> add;
  std::optional<Stock> counted;
  LedgerReason reason;
};
BOOST_DESCRIBE_STRUCT(StockChange, (), (add, counted, reason))

// The running totals of a product; those that are absent are 0.
struct SaleTotals {
  std::optional<std::int64_t> orders, sold, returned;
};
BOOST_DESCRIBE_STRUCT(SaleTotals, (), (orders, sold, returned))

struct SaleFigures {
  SaleState state;
  std::int64_t orders;          // that got their units, ever
  std::int64_t sold, returned;  // units
  std::int64_t held;            // units that orders hold which are not paid
  std::int64_t left;            // units that can be ordered
  bool operator==(const SaleFigures&) const = default;
};
BOOST_DESCRIBE_STRUCT(SaleFigures, (), (state, orders, sold, returned, held, left))

SaleFigures figures_of(const Product&, const SaleTotals&);

}  // namespace souk::inventory
