#include "payment/store/buyer_index.hpp"

#include "contracts/events.hpp"
#include "payment/store/change.hpp"
#include "payment/store/sign_in_hashes.hpp"
#include "redis/keys.hpp"

namespace souk::payment {

std::string BuyerIndex::key(const CustomerId& buyer) const {
  return redis::key(contracts::payment, partition_of(buyer, partitions_), "buyer_orders", buyer.text);
}

awaitable<void> BuyerIndex::add(CustomerId buyer, Ulid pk) {
  co_await redis_.call(change("ZADD", key(buyer), 0, pk.text()));
}

awaitable<std::vector<Ulid>> BuyerIndex::pks_of(CustomerId buyer, std::size_t limit) {
  const auto reply =
      co_await redis_.call(redis::Command("ZREVRANGE", key(buyer), 0, static_cast<std::int64_t>(limit) - 1));
  std::vector<Ulid> pks;
  for (const auto& pk : reply.array()) pks.push_back(Ulid::parse(pk.text()).value());
  co_return pks;
}

}  // namespace souk::payment
