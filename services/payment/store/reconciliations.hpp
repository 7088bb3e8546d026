#pragma once

#include <boost/asio/awaitable.hpp>
#include <string_view>

#include "payment/store/reconciliation_store.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// What workers and the API know together of the reconciliation. One runs at a time: it has a claim, which ends by
// itself unless it is renewed. Two at a time would only do the work twice. Every member throws Unavailable when Redis
// is down.
class Reconciliations final : public ReconciliationStore {
 public:
  static constexpr Milliseconds claim_lasts{60'000};

  explicit Reconciliations(redis::Client& redis) : redis_(redis) {}

  awaitable<void> ask() override;
  awaitable<ReconciliationState> state() override;

  awaitable<bool> is_due(Timestamp now);  // somebody asked, or it is time
  awaitable<bool> claim();                // false: another one runs
  awaitable<void> renew();
  awaitable<void> end(ReconciliationRun, Timestamp next_at);
  awaitable<void> fail(std::string_view why, Timestamp next_at);

 private:
  awaitable<void> end(redis::Command outcome, Timestamp next_at);

  redis::Client& redis_;
};

}  // namespace souk::payment
