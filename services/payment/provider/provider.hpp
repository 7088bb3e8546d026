// A payment provider, as the worker and the API see it. No member throws for what the provider or the network does.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/header_fields.hpp"
#include "payment/domain/provider_answer.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// A step of an order. The idempotency key is a function of it: "<pk>:<verb>[:<number>]:<attempt>". So a repeat of a
// step must have the same values.
struct PaymentStep {
  Ulid pk;
  unsigned attempt = 1;
  Money amount;  // of the order: an answer about another amount, currency or order is not believed
};

struct Purchase {
  struct Line {
    std::string name;
    std::int64_t quantity;
    Money total;  // per unit
  };
  PaymentStep step;
  std::vector<Line> lines;  // their totals times quantities are the step's amount
  std::string email;
  std::string success_url, cancel_url;  // absolute; where the buyer's browser returns
  Timestamp session_end;                // Stripe: 30 minutes to 24 hours after the call
};

// At least one of pk and object.
struct Lookup {
  std::optional<Ulid> pk;
  std::string object = {};           // session or intent, if known
  std::optional<Money> amount = {};  // of the order, as in PaymentStep; nothing: not compared
  Timestamp asked_at = {};           // when authorize was called first; used to search without an object
  unsigned refund = 0;               // its number, if this refund is asked about: the answer is pending if it is
};

struct ProviderPage {
  ProviderAnswer::State state = ProviderAnswer::State::known;  // known, unknown or not_allowed
  std::vector<ProviderAnswer> payments = {};
  std::string next = {};  // cursor; empty: the end
  std::string why = {};
  std::optional<Milliseconds> retry_after = {};
};

// The calls. Each may be cut at its deadline, and is then unknown. The events that a call can be decided by:
class PaymentProvider {
 public:
  virtual ~PaymentProvider() = default;

  // action_required, authorized, captured, cancelled, expired, or failed: it was refused and cannot get better.
  virtual awaitable<ProviderAnswer> authorize(Purchase) = 0;
  // expired. The session was complete already: authorized, captured or cancelled.
  virtual awaitable<ProviderAnswer> expire(PaymentStep, std::string session) = 0;
  // captured, cancelled, or capture_refused: refused for good.
  virtual awaitable<ProviderAnswer> capture(PaymentStep, std::string intent) = 0;
  // cancelled, or captured: it was too late.
  virtual awaitable<ProviderAnswer> cancel(PaymentStep, std::string intent) = 0;
  // refunded or refund_failed; often pending first. `number` is the order's number of the refund.
  virtual awaitable<ProviderAnswer> refund(PaymentStep, std::string intent, unsigned number, Money amount) = 0;
  // The provider's whole truth about an order: its session, intent, capture and refunds.
  virtual awaitable<ProviderAnswer> lookup(Lookup) = 0;
  // Every authorisation, capture and refund since then, in pages, in no order; an empty cursor for the first page.
  virtual awaitable<ProviderPage> list(Timestamp since, std::string cursor) = 0;
};

// Reads what the provider sends on its own. A class of its own, since the API needs only the webhook's secret.
class ProviderNotifications {
 public:
  virtual ~ProviderNotifications() = default;

  // `body`: the bytes as received. The error is the reason why it is refused: 400.
  // known without events: nothing to do, `why` says what came. unknown: look up `reference` or `object`. Events without
  // a reference: look up `object`, which finds the reference.
  virtual std::expected<ProviderAnswer, std::string> verify(std::string_view body, const http::HeaderFields&,
                                                            Timestamp now) const = 0;
};

}  // namespace souk::payment
