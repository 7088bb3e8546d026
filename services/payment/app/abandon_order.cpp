#include "payment/app/binding.hpp"
#include "payment/app/checkout.hpp"

namespace souk::payment {

// The key is bound as by an order, so whichever comes first under its pk decides.
awaitable<Outcome<Order>> Checkout::abandon_order(NewOrder wanted, std::string key) {
  const auto mark = fingerprint(wanted);
  const auto bound = co_await orders_.remember(std::move(key), {orders_.new_pk(wanted.id), mark});
  if (bound.fingerprint != mark) co_return reused();
  if (auto order = co_await orders_.find(bound.pk)) co_return std::move(*order);
  const auto offer = co_await offer_if_known(wanted.id);
  co_return co_await orders_.abandon(offer ? new_order(bound.pk, wanted.quantity, *offer, fee_percent_)
                                           : unpriced_order(bound.pk, wanted));
}

// Nothing when the product has gone or inventory is away: neither keeps a buyer from giving up.
awaitable<std::optional<contracts::ProductOffer>> Checkout::offer_if_known(Ulid id) {
  try {
    auto offer = co_await catalogue_.find(id);
    co_return offer ? std::optional(std::move(*offer)) : std::nullopt;
  } catch (const Unavailable&) {
    co_return std::nullopt;
  }
}

}  // namespace souk::payment
