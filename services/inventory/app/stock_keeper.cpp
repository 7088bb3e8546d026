#include "inventory/app/stock_keeper.hpp"

namespace souk::inventory {

awaitable<Outcome<Adjusted>> StockKeeper::adjust(Ulid id, StockChange change, std::string key, Cause cause) {
  auto adjusted = co_await stock_.adjust(id, std::move(change), std::move(key), std::move(cause));
  copies_.forget(id);
  search_.changed(id);
  co_return adjusted;
}

}  // namespace souk::inventory
