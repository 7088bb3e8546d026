#include "payment/store/refusal_counter.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "base/unavailable.hpp"
#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr std::chrono::seconds count_every{1};

}  // namespace

awaitable<void> RefusalCounter::run() {
  while (!stopping_) {
    alarm_.expires_after(count_every);
    co_await alarm_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    try {
      co_await write();
    } catch (const Unavailable& failure) {
      log::warn("refusals_not_counted", {{"error", failure.what()}});
    }
  }
}

void RefusalCounter::stop() {
  stopping_ = true;
  alarm_.cancel();
}

// One call for each partition.
awaitable<void> RefusalCounter::write() {
  const auto gathered = std::exchange(gathered_, {});
  std::map<Partition, redis::Call> calls;
  for (const auto& [product, refusals] : gathered) {
    const auto p = partition_of(product, partitions_);
    const auto [call, is_new] = calls.try_emplace(p, "count_refusals");
    if (is_new) call->second.key(redis::key(contracts::payment, p, "turnover"));
    for (const auto& [reason, count] : refusals) call->second.arg(product.text()).arg(reason).arg(count);
  }
  if (calls.empty()) co_return;
  std::vector<redis::Command> all;
  for (const auto& [p, call] : calls) all.push_back(call);
  for (auto& reply : co_await redis_.pipeline(std::move(all))) redis::raise_if_error(std::move(reply));
}

}  // namespace souk::payment
