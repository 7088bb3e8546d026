#include "payment/app/start_reconciliation.hpp"

#include <gtest/gtest.h>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "unit/http/run.hpp"

namespace souk::payment {
namespace {

class MemoryReconciliations final : public ReconciliationStore {
 public:
  awaitable<void> ask() override {
    if (away) throw Unavailable(Dependency::database, "away");
    asked = true;
    co_return;
  }
  awaitable<ReconciliationState> state() override {
    co_return ReconciliationState{.state = asked ? ReconciliationStage::waiting : ReconciliationStage::idle};
  }

  bool asked = false, away = false;
};

class StartingAReconciliation : public ::testing::Test {
 protected:
  Outcome<ReconciliationState> start(Payments payments) {
    return http::testing::run(io, start_reconciliation(known, payments));
  }

  boost::asio::io_context io{1};
  MemoryReconciliations known;
};

TEST_F(StartingAReconciliation, returns_the_state_that_follows_and_may_be_repeated) {
  for (const auto payments : {Payments::stripe, Payments::sandbox, Payments::stripe}) {
    EXPECT_EQ(start(payments)->state, ReconciliationStage::waiting);
  }
}

TEST_F(StartingAReconciliation, is_refused_where_no_provider_takes_payments) {
  EXPECT_EQ(start(Payments::instant).error().code, no_payment_provider);
  EXPECT_FALSE(known.asked);
}

TEST_F(StartingAReconciliation, fails_while_redis_is_away) {
  known.away = true;
  EXPECT_THROW(start(Payments::stripe), Unavailable);
}

}  // namespace
}  // namespace souk::payment
