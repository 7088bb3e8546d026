#include "payment/store/reconciliations.hpp"

#include "contracts/events.hpp"
#include "payment/store/change.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds farthest = std::chrono::hours(1);

// Of the whole shop.
std::string state_key() {
  return redis::key(contracts::payment, 0, "reconciliation");
}
std::string claim_key() {
  return redis::key(contracts::payment, 0, "reconciliation:claim");
}

std::int64_t count(Timestamp time) {
  return time.time_since_epoch().count();
}

}  // namespace

awaitable<void> Reconciliations::ask() {
  co_await redis_.call(change("HSET", state_key(), "asked", 1));
}

awaitable<ReconciliationState> Reconciliations::state() {
  auto replies =
      co_await redis_.pipeline({redis::Command("EXISTS", claim_key()),
                                redis::Command("HMGET", state_key(), "asked", "last", "next_at", "problem")});
  const bool is_running = redis::raise_if_error(std::move(replies[0])).integer() == 1;
  const auto known = redis::raise_if_error(std::move(replies[1]));
  const auto& asked = known.array()[0];
  const auto& last = known.array()[1];
  const auto& next_at = known.array()[2];
  const auto& problem = known.array()[3];
  ReconciliationState state;
  if (!asked.is_nil()) state.state = ReconciliationStage::waiting;
  if (is_running) state.state = ReconciliationStage::running;
  if (!last.is_nil()) state.last = describe::from_answer<ReconciliationRun>(last.text()).value();
  if (!next_at.is_nil()) state.next_at = Timestamp(Milliseconds(next_at.integer()));
  if (!problem.is_nil()) state.problem = problem.text();
  co_return state;
}

// What is farther than one can be was noted while a clock was ahead.
awaitable<bool> Reconciliations::is_due(Timestamp now) {
  const auto reply = co_await redis_.call(redis::Command("HMGET", state_key(), "asked", "next_at"));
  const auto& asked = reply.array()[0];
  const auto& next_at = reply.array()[1];
  if (!asked.is_nil() || next_at.is_nil()) co_return true;
  const Timestamp next(Milliseconds(next_at.integer()));
  co_return next <= now || next > now + farthest;
}

awaitable<bool> Reconciliations::claim() {
  const auto reply = co_await redis_.call(change("SET", claim_key(), 1, "NX", "PX", claim_lasts.count()));
  co_return !reply.is_nil();
}

awaitable<void> Reconciliations::renew() {
  co_await redis_.call(change("SET", claim_key(), 1, "PX", claim_lasts.count()));
}

awaitable<void> Reconciliations::end(ReconciliationRun run, Timestamp next_at) {
  co_await redis_.call(change("HSET", state_key(), "last", describe::to_json(run)));
  co_await end(change("HDEL", state_key(), "problem"), next_at);
}

awaitable<void> Reconciliations::fail(std::string_view why, Timestamp next_at) {
  co_await end(change("HSET", state_key(), "problem", why), next_at);
}

awaitable<void> Reconciliations::end(redis::Command outcome, Timestamp next_at) {
  auto replies = co_await redis_.pipeline({std::move(outcome), change("HSET", state_key(), "next_at", count(next_at)),
                                           change("HDEL", state_key(), "asked"), change("UNLINK", claim_key())});
  for (auto& reply : replies) redis::raise_if_error(std::move(reply));
}

}  // namespace souk::payment
