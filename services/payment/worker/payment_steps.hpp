#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "payment/provider/provider.hpp"
#include "payment/store/order_pages.hpp"
#include "payment/store/step_store.hpp"

namespace souk::payment {

struct StepOptions {  // see WorkerOptions
  std::string public_url;
  Milliseconds key_window, session_end;
};

// Makes one step of a payment at the provider, and notes what it said. A call that may have been made or not is
// repeated under the same key; when the provider may have forgotten the key, it is looked up first. All that it is made
// of outlives it. Both members throw Unavailable when Redis is down.
class PaymentSteps {
 public:
  PaymentSteps(StepOptions options, StepStore& ledgers, OrderPages& orders, PaymentProvider& provider)
      : options_(std::move(options)), ledgers_(ledgers), orders_(orders), provider_(provider) {}

  awaitable<ProviderAnswer> call(Ulid pk, const DueStep&);
  awaitable<void> note(Ulid pk, const DueStep&, ProviderAnswer);

 private:
  awaitable<ProviderAnswer> repeat(Ulid pk, const DueStep&);
  awaitable<ProviderAnswer> authorize(PaymentStep, Timestamp asked_at);
  awaitable<ProviderAnswer> look_up(Ulid pk, const DueStep&);

  StepOptions options_;
  StepStore& ledgers_;
  OrderPages& orders_;
  PaymentProvider& provider_;
};

}  // namespace souk::payment
