// Products in memory, for tests of use cases.
#pragma once

#include <map>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/offers.hpp"

namespace souk::payment {

class MemoryOffers final : public Offers {
 public:
  awaitable<Outcome<contracts::ProductOffer>> find(Ulid id) override {
    if (away) throw Unavailable(Dependency::service, "away");
    const auto known = offers.find(id);
    if (known == offers.end()) co_return refuse(product_not_found, "none");
    co_return known->second;
  }
  awaitable<OffersById> find_all(std::vector<Ulid> ids) override {
    OffersById all;
    for (const auto& id : ids) all.emplace(id, co_await find(id));
    co_return all;
  }

  Ulid add(std::int64_t available) {
    const auto id = Ulid::next();
    offers.insert_or_assign(
        id, contracts::ProductOffer{id, contracts::ProductName("lamp"), contracts::Price(Money::minor(2000)),
                                    contracts::Stock(available)});
    return id;
  }

  std::map<Ulid, contracts::ProductOffer> offers;
  bool away = false;
};

}  // namespace souk::payment
