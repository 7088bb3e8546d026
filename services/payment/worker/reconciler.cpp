#include "payment/worker/reconciler.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "base/unavailable.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds hour = std::chrono::hours(1), minute = std::chrono::minutes(1);
constexpr Milliseconds look_each{1000}, while_redis_is_away{5000};

}  // namespace

Reconciler::Reconciler(const boost::asio::any_io_executor& executor, Reconciliation& reconciliation,
                       Reconciliations& known)
    : reconciliation_(reconciliation), known_(known), timer_(executor), renewal_(executor) {}

void Reconciler::stop() {
  stopping_ = true;
  timer_.cancel();
}

awaitable<void> Reconciler::pause(Milliseconds time) {
  if (stopping_) co_return;
  timer_.expires_after(time);
  co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

awaitable<void> Reconciler::run() {
  bool is_due = true;
  while (!stopping_) {
    Milliseconds rest = look_each;
    try {
      if (std::exchange(is_due, false)) co_await reconcile();
      is_due = co_await known_.is_due(wall_clock());
    } catch (const std::exception& failure) {
      log::warn("reconciliation failed", {{"why", failure.what()}});
      rest = while_redis_is_away;
    }
    co_await pause(rest);
  }
}

awaitable<std::optional<Reconciled>> Reconciler::reconcile() {
  using namespace boost::asio::experimental::awaitable_operators;
  if (!co_await known_.claim()) co_return std::nullopt;
  const auto started_at = wall_clock();
  const auto found = std::get<0>(co_await (compare() || keep_claim()));
  const auto now = wall_clock();
  if (!found) {
    co_await known_.fail(found.error(), now + minute);
    throw Unavailable(Dependency::service, found.error());
  }
  co_await known_.end({.from = found->from,
                       .to = found->to,
                       .started_at = started_at,
                       .ended_at = now,
                       .compared = static_cast<std::int64_t>(found->bookings),
                       .differences = static_cast<std::int64_t>(found->differences)},
                      now + hour);
  if (found->differences > 0)
    log::error("ledgers differ from the provider", {{"count", std::to_string(found->differences)}});
  co_return *found;
}

// A failure is a value: `||` would go on and wait for the claim, which is kept for ever.
awaitable<std::expected<Reconciled, std::string>> Reconciler::compare() {
  try {
    co_return co_await reconciliation_.run_since_last();
  } catch (const std::exception& failure) {
    co_return std::unexpected(failure.what());
  }
}

// Until it is cancelled. A claim that cannot be renewed ends, which is harmless.
awaitable<void> Reconciler::keep_claim() {
  for (;;) {
    renewal_.expires_after(Reconciliations::claim_lasts / 3);
    co_await renewal_.async_wait(boost::asio::use_awaitable);
    co_await known_.renew();
  }
}

}  // namespace souk::payment
