// The requests to Stripe. Pure functions, so that a repeat of a step is the same bytes under the same key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payment/provider/provider.hpp"

namespace souk::payment {

struct StripeRequest {
  std::string target, body, idempotency_key;
};

// "<pk>:capture:1", and with the number of a refund "<pk>:refund:2:1".
std::string idempotency_key(const PaymentStep&, std::string_view verb, std::optional<unsigned> number = {});

// Nothing: Stripe cannot charge such an amount.
std::optional<StripeRequest> create_session(const Purchase&);
StripeRequest expire_session(const PaymentStep&, std::string_view session);
StripeRequest capture_intent(const PaymentStep&, std::string_view intent);
StripeRequest cancel_intent(const PaymentStep&, std::string_view intent);
std::optional<StripeRequest> create_refund(const PaymentStep&, std::string_view intent, unsigned number, Money amount);

std::string session_target(std::string_view session);
std::string intent_target(std::string_view intent);

// Pages of 100, newest first. `after`: the last id of the page before, or empty.
std::string sessions_between(Timestamp from, Timestamp to, std::string_view after);
std::string intents_since(Timestamp, std::string_view after);
std::string refunds_since(Timestamp, std::string_view after);
std::string refunds_of(std::string_view intent, std::string_view after);

}  // namespace souk::payment
