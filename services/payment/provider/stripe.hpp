#pragma once

#include "http/client.hpp"
#include "payment/provider/provider.hpp"
#include "payment/provider/session_search.hpp"
#include "payment/provider/stripe_objects.hpp"
#include "payment/provider/stripe_reply.hpp"
#include "payment/provider/stripe_requests.hpp"

namespace souk::payment {

// Stripe: Checkout Sessions whose payment is captured by us. The deadline of a call is the client's.
class Stripe : public PaymentProvider {
 public:
  Stripe(http::Client& http, std::string secret_key);

  awaitable<ProviderAnswer> authorize(Purchase) override;
  awaitable<ProviderAnswer> expire(PaymentStep, std::string session) override;
  awaitable<ProviderAnswer> capture(PaymentStep, std::string intent) override;
  awaitable<ProviderAnswer> cancel(PaymentStep, std::string intent) override;
  awaitable<ProviderAnswer> refund(PaymentStep, std::string intent, unsigned number, Money amount) override;
  awaitable<ProviderAnswer> lookup(Lookup) override;
  awaitable<ProviderPage> list(Timestamp since, std::string cursor) override;

 private:
  using Refunds = std::expected<std::vector<StripeRefund>, ProviderAnswer>;

  awaitable<StripeReply> post(StripeRequest);
  awaitable<StripeReply> get(std::string target);
  http::Headers headers() const;
  template <class T>
  awaitable<std::expected<T, ProviderAnswer>> read(std::string target,
                                                   ProviderAnswer::State when_missing = ProviderAnswer::State::unknown);

  // As they are now. A session that is complete is followed to its intent.
  awaitable<ProviderAnswer> session(std::string id);
  awaitable<ProviderAnswer> intent(std::string id);
  awaitable<Refunds> refunds(std::string intent);
  awaitable<ProviderAnswer> sessions_of(Ulid pk, Timestamp asked_at);
  awaitable<ProviderAnswer> with_refunds(ProviderAnswer, unsigned number);

  http::Client& http_;
  std::string secret_key_;
  SessionSearch search_;
};

bool is_live_key(std::string_view secret_key);  // of real money, not of Stripe's test mode

}  // namespace souk::payment
