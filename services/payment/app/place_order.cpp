#include "payment/app/binding.hpp"
#include "payment/app/checkout.hpp"

namespace souk::payment {

// A key is bound to a pk first, then the order is placed under it: a request that is repeated after a crash between the
// two finds the same pk and finishes the same order. A bound key may already have an order, so skip the availability
// hint then; reserve_stock decides.
awaitable<Outcome<Placed>> Checkout::place_order(NewOrder wanted, std::string key) {
  const auto mark = key.empty() ? std::string() : fingerprint(wanted);
  auto bound = key.empty() ? std::optional<Bound>() : co_await orders_.recall(key);
  if (bound) {
    if (bound->fingerprint != mark) co_return reused();
    if (auto order = co_await orders_.find(bound->pk)) co_return Placed{std::move(*order), true};
  }
  auto product = co_await catalogue_.find(wanted.id);
  if (!product) co_return std::unexpected(product.error());
  if (!bound) {
    if (auto allowed = orderable(*product, wanted.quantity); !allowed) co_return std::unexpected(allowed.error());
  }
  const auto pk = orders_.new_pk(wanted.id);
  if (!key.empty() && !bound) bound = co_await orders_.remember(std::move(key), {pk, mark});
  if (bound && bound->fingerprint != mark) co_return reused();
  co_return co_await orders_.place(new_order(bound ? bound->pk : pk, wanted.quantity, *product, fee_percent_));
}

}  // namespace souk::payment
