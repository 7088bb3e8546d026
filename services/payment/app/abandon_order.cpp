#include "base/unavailable.hpp"
#include "payment/app/binding.hpp"
#include "payment/app/checkout.hpp"
#include "payment/domain/refusals.hpp"

namespace souk::payment {

// The key is bound as it is for an order, so the first request to store an order under its pk decides.
awaitable<Outcome<Order>> Checkout::abandon_order(NewOrder order, std::string key) {
  const auto wanted = order.wanted();
  const auto mark = fingerprint(wanted);
  const auto bound = co_await orders_.remember(std::move(key), {orders_.new_pk(wanted), mark});
  if (bound.fingerprint != mark) co_return key_was_reused();
  if (auto placed = co_await orders_.find(bound.pk)) co_return std::move(*placed);
  const auto offers = co_await known_offers(wanted);
  OrderRecord abandoned{.pk = bound.pk, .lines = {}};
  for (const auto& line : wanted) {
    const auto offer = offers.find(line.id);
    const bool known = offer != offers.end() && offer->second;
    abandoned.lines.push_back(new_line(line, known ? &*offer->second : nullptr, fee_percent_));
  }
  co_return co_await orders_.abandon(std::move(abandoned));
}

// Returns nothing when inventory is down: a buyer can abandon an order all the same.
awaitable<OffersById> Checkout::known_offers(const std::vector<WantedLine>& wanted) {
  try {
    co_return co_await offers_of(wanted);
  } catch (const Unavailable&) {
    co_return OffersById{};
  }
}

}  // namespace souk::payment
