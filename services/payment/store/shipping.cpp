#include "payment/store/shipping.hpp"

#include <algorithm>

#include "base/partition.hpp"
#include "contracts/events.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/orders.hpp"
#include "redis/keys.hpp"

namespace souk::payment {

std::optional<ShippingCursor> ShippingCursor::parse(std::string_view text) {
  const auto after = Ulid::parse(text);
  return after ? std::optional(ShippingCursor{*after}) : std::nullopt;
}

awaitable<Outcome<void>> Shipping::fulfil(Ulid pk, NewFulfilment wanted) {
  const auto p = partition_of(pk, partitions_);
  const auto key = [p](std::string_view kind) { return redis::key(contracts::payment, p, kind); };
  redis::Call call("fulfil_order");
  call.key(redis::key(contracts::payment, p, "order", pk.text()));
  call.key(key("to_ship")).key(key("mails")).key(key("mails_due"));
  call.arg(pk.text()).arg(describe::Scalar<FulfilmentState>::text(wanted.state));
  call.arg(wanted.tracking ? wanted.tracking->value() : "");
  const auto reply = co_await redis_.call(std::move(call));
  const auto& answer = reply.text();
  if (answer == "order_not_found") co_return Orders::not_found(pk);
  if (answer == "not_paid")
    co_return refuse(not_paid, "Only a paid order that was not paid back is packed and shipped.");
  if (answer == "already_shipped") co_return refuse(already_shipped, "The order is shipped, and stays so.");
  co_return Outcome<void>();
}

awaitable<ShippingPage> Shipping::to_ship(std::size_t limit, std::optional<FulfilmentState> state,
                                          std::optional<ShippingCursor> from) {
  auto pks = co_await oldest(limit + 1, from);
  ShippingPage page;
  if (pks.size() > limit) {
    pks.resize(limit);
    page.next = ShippingCursor{pks.back()};
  }
  page.orders = co_await orders_.read(std::move(pks));
  std::erase_if(page.orders, [&](const Order& order) { return state && order.fulfilment->state != *state; });
  co_return page;
}

// Of all partitions. They are read one after the other, so one that is shipped meanwhile may be missing, and none comes
// twice.
awaitable<std::vector<Ulid>> Shipping::oldest(std::size_t limit, const std::optional<ShippingCursor>& from) {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) {
    reads.push_back(redis::Command("ZRANGE", redis::key(contracts::payment, p, "to_ship"),
                                   from ? "(" + from->after.text() : "-", "+", "BYLEX", "LIMIT", 0, limit));
  }
  std::vector<Ulid> pks;
  for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
    const auto found = redis::raise_if_error(std::move(reply));
    for (const auto& pk : found.array()) pks.push_back(Ulid::parse(pk.text()).value());
  }
  std::ranges::sort(pks);
  if (pks.size() > limit) pks.resize(limit);
  co_return pks;
}

}  // namespace souk::payment
