// What the use cases need of the reconciliation. Implemented by Reconciliations (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "payment/domain/reconciliation_state.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Every member throws Unavailable when the database is down.
class ReconciliationStore {
 public:
  virtual ~ReconciliationStore() = default;

  virtual awaitable<void> ask() = 0;  // for one as soon as possible; one that runs already is enough
  virtual awaitable<ReconciliationState> state() = 0;
};

}  // namespace souk::payment
