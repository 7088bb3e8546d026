// The money of one order, for people: what was asked of the provider, and what it said.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "payment/domain/order.hpp"
#include "payment/domain/shop.hpp"

namespace souk::payment {

struct LedgerEvent {
  std::string kind;  // as the ledger names it: see store/ledger.lua
  Timestamp at;
  std::optional<Money> amount = {};
  std::optional<std::string> object = {};  // the provider's id, or the number of a refund or of an attempt
  std::optional<std::string> reason = {};  // of a refund, or why an outcome is unknown
};
BOOST_DESCRIBE_STRUCT(LedgerEvent, (), (kind, at, amount, object, reason))

struct RefundedLine {
  std::int64_t line;  // from 1
  std::optional<std::int64_t> units;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(RefundedLine, (), (line, units, amount))

enum class RefundState { pending, made, failed };
BOOST_DESCRIBE_ENUM(RefundState, pending, made, failed)

struct LedgerRefund {
  std::optional<std::int64_t> number;  // nothing: it was made at the provider, not here
  std::string object;                  // the number, or the provider's id
  Money amount;
  std::vector<RefundedLine> lines = {};  // none: an amount that is of no line
  std::int64_t restocked = 0;            // units that went back into the stock
  std::optional<std::string> reason = {};
  RefundState state = RefundState::pending;
  std::optional<Timestamp> requested_at = {}, ended_at = {};
};
BOOST_DESCRIBE_STRUCT(LedgerRefund, (),
                      (number, object, amount, lines, restocked, reason, state, requested_at, ended_at))

struct LedgerView {
  Ulid pk;
  Currency currency;
  PaymentStatus status;
  Payments provider;
  std::optional<std::string> reference;  // the provider's id of the payment
  Money captured, refunded;
  describe::Balance net;
  std::vector<LedgerEvent> events;  // oldest first
  std::vector<LedgerRefund> refunds;
};
BOOST_DESCRIBE_STRUCT(LedgerView, (),
                      (pk, currency, status, provider, reference, captured, refunded, net, events, refunds))

// `stored`: the ledger's hash, without any for an order that was paid without a provider and not refunded by the store.
LedgerView ledger_of(const Order&, const describe::Fields& stored, Payments provider);

}  // namespace souk::payment
