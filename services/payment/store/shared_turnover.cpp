#include "payment/store/shared_turnover.hpp"

namespace souk::payment {

awaitable<ProductTurnover> SharedTurnover::read(Ulid product_id, Days days) {
  const auto now = SteadyClock::now();
  std::erase_if(known_, [&](const auto& one) { return now - one.second.since >= most_age; });
  const std::tuple place(product_id, days.first, days.last);
  if (const auto found = known_.find(place); found != known_.end()) co_return found->second.turnover;
  auto turnover = co_await turnovers_.read(product_id, days);
  known_.insert_or_assign(place, Known{turnover, now});
  co_return turnover;
}

}  // namespace souk::payment
