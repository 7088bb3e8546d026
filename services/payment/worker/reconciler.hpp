#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <expected>
#include <string>

#include "payment/store/reconciliations.hpp"
#include "payment/worker/reconciliation.hpp"

namespace souk::payment {

// Compares the ledgers with the provider at the start, each hour, and when somebody asks. When that fails, it is done
// again a minute later. One worker does it at a time.
class Reconciler {
 public:
  Reconciler(const boost::asio::any_io_executor&, Reconciliation&, Reconciliations&);

  awaitable<void> run();  // until stop()
  void stop();

  // Now. Nothing: another one is running. Throws Unavailable.
  awaitable<std::optional<Reconciled>> reconcile();

 private:
  awaitable<std::expected<Reconciled, std::string>> compare();
  awaitable<void> keep_claim();
  awaitable<void> pause(Milliseconds);

  Reconciliation& reconciliation_;
  Reconciliations& known_;
  boost::asio::steady_timer timer_, renewal_;
  bool stopping_ = false;
};

}  // namespace souk::payment
