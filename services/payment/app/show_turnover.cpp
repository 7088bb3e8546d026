#include "payment/app/show_turnover.hpp"

#include "base/log.hpp"
#include "base/unavailable.hpp"

namespace souk::payment {
namespace {

awaitable<OffersById> offers_of(const Turnover& turnover, Offers& offers) {
  std::vector<Ulid> ids;
  for (const auto& product : turnover.products) ids.push_back(product.product_id);
  try {
    co_return co_await offers.find_all(std::move(ids));
  } catch (const Unavailable& failure) {
    log::warn("turnover_without_stock", {{"error", failure.what()}});
    co_return OffersById();
  }
}

}  // namespace

awaitable<Turnover> with_stock(Turnover turnover, Offers& offers) {
  const auto known = co_await offers_of(turnover, offers);
  for (auto& product : turnover.products) {
    const auto found = known.find(product.product_id);
    if (found == known.end() || !found->second) continue;
    const auto& offer = *found->second;
    if (product.name.empty()) product.name = offer.name.value();
    product.left = offer.available.value();
    product.sell_through = sell_through(product.units, *product.left);
  }
  co_return turnover;
}

}  // namespace souk::payment
