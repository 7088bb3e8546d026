// What a payment provider can say about an order's payment: the entries of the order's ledger that come from outside.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "describe/describe.hpp"

namespace souk::payment {

// failed: there will be no payment. A declined card is none: the buyer may try again.
enum class PaymentEventKind {
  action_required,
  authorized,
  failed,
  expired,
  captured,
  capture_refused,
  cancelled,
  refunded,
  refund_failed,
  disputed
};
BOOST_DESCRIBE_ENUM(PaymentEventKind, action_required, authorized, failed, expired, captured, capture_refused,
                    cancelled, refunded, refund_failed, disputed)

struct PaymentEvent {
  PaymentEventKind kind;
  // action_required, expired: the session. authorized, captured, capture_refused, cancelled: the intent. failed: the
  // number of the attempt. refunded, refund_failed: our number of the refund, else the provider's id. disputed: the
  // dispute.
  std::string object;
  Money amount;
  Currency currency;
  Timestamp at;                              // as the provider dates it (in seconds), else when we learnt of it
  std::optional<std::string> url = {};       // of action_required: the page on which the buyer pays
  std::optional<Timestamp> expires_at = {};  // of action_required: when that page closes
  bool operator==(const PaymentEvent&) const = default;

  // "captured:pi_123": the same for the same fact, in an answer, a notification and a lookup.
  std::string id() const;
};
BOOST_DESCRIBE_STRUCT(PaymentEvent, (), (kind, object, amount, currency, at, url, expires_at))

}  // namespace souk::payment
