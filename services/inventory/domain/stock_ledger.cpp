#include "inventory/domain/stock_ledger.hpp"

namespace souk::inventory {

bool is_balanced(const StockLedger& ledger) {
  auto quantity = ledger.quantity.value();
  auto taken = ledger.sold - ledger.returned;
  for (const auto& entry : ledger.entries) {
    if (entry.quantity.value() - (taken - entry.taken) != quantity) return false;
    quantity = entry.quantity.value() - entry.change;
    taken = entry.taken;
  }
  return true;
}

SaleFigures figures_of(const Product& product, const SaleTotals& totals) {
  return {.state = product.state,
          .orders = totals.orders.value_or(0),
          .sold = totals.sold.value_or(0),
          .returned = totals.returned.value_or(0),
          .held = product.quantity.value() - product.available.value(),
          .left = product.available.value()};
}

}  // namespace souk::inventory
