#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>
#include <vector>

#include "payment/provider/provider.hpp"
#include "payment/store/ledgers.hpp"
#include "payment/worker/payment_steps.hpp"
#include "redis/tracking_client.hpp"

namespace souk::payment {

struct WorkerOptions {
  unsigned partitions = 16;
  std::string public_url = {};   // of the shop, where the buyer's browser returns to
  std::size_t in_flight = 1500;  // calls at the same time
  // An older call is looked up before it is repeated, since the provider may have forgotten its key.
  Milliseconds key_window = std::chrono::hours(20);
  // Of the provider's page, after authorize was asked for. Stripe: 30 minutes to 24 hours after any repeat of the call.
  // The hold ends it earlier.
  Milliseconds session_end = std::chrono::hours(23);
  Milliseconds poll{1000};  // of all partitions, for what no report of a change has said
};

// Makes the payments' steps at the provider: takes the orders that something is due for, asks the ledger what, and has
// the step made. Any number of workers share the work, because an order is taken by one at a time; a call made twice
// has the same key.
class Worker {
 public:
  // All outlive the worker; `due` has no other listener.
  Worker(const boost::asio::any_io_executor&, WorkerOptions, Ledgers&, OrderPages&, PaymentProvider&,
         redis::TrackingClient& due);

  boost::asio::awaitable<void> run();  // until stop(); then the calls under way are finished
  void stop();

  // Why it makes no payments, in words; empty when all is well.
  std::vector<std::string> problems() const;

 private:
  struct Look {  // at a partition
    bool changed = true;
    Timestamp next = {};  // when its first order is due, by Redis' clock
  };

  awaitable<void> pass();
  std::vector<bool> away() const;
  awaitable<std::size_t> take(Partition);
  awaitable<std::size_t> look_at(const std::vector<Partition>&);
  awaitable<void> attribute();
  awaitable<void> attribute(Unattributed);
  awaitable<void> pause(Milliseconds);
  awaitable<void> rest(Milliseconds);
  std::size_t may_take() const;
  awaitable<void> work(Ulid pk);
  awaitable<void> make_step(Ulid pk);
  void observe(const ProviderAnswer&);

  WorkerOptions options_;
  Ledgers& ledgers_;
  PaymentProvider& provider_;
  PaymentSteps steps_;
  redis::TrackingClient& due_;
  boost::asio::steady_timer wake_;
  bool stopping_ = false;
  bool attributing_ = false;
  std::size_t under_way_ = 0;
  std::size_t gathered_ = 0;  // orders of a pass, on average
  std::vector<Look> looks_;   // by partition
  Partition first_ = 0;       // of a pass
  std::string redis_problem_ = {}, provider_problem_ = {};
  bool is_refused_ = false;  // the provider refuses our secret
  unsigned failed_in_a_row_ = 0;
  SteadyClock::time_point failed_at_ = {};
  SteadyClock::time_point next_poll_ = {};
  SteadyClock::time_point not_before_ = {};  // and is not asked again before
  std::shared_ptr<const redis::TrackingClient::Listener> listening_;
};

}  // namespace souk::payment
