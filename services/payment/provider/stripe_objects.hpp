// The objects of Stripe's API that we read, with the fields that we use, and the facts that each object states.
#pragma once

#include <boost/describe.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "describe/describe.hpp"
#include "payment/provider/provider.hpp"

namespace souk::payment {

// The id of another object, which may also be there as a whole ("expanded").
struct StripeId {
  std::string text;
};

// Our own marks: the order's pk; on a refund also our number of it.
struct StripeMetadata {
  std::optional<std::string> order, refund;
};
BOOST_DESCRIBE_STRUCT(StripeMetadata, (), (order, refund))

struct StripeSession {
  static constexpr std::string_view name = "checkout.session";
  std::string object, id, status;  // open, complete, expired
  std::string payment_status;      // unpaid, paid, no_payment_required
  std::int64_t amount_total, created, expires_at;
  std::string currency;
  std::optional<std::string> client_reference_id, url;
  std::optional<StripeId> payment_intent;
  std::optional<StripeMetadata> metadata;
};
BOOST_DESCRIBE_STRUCT(StripeSession, (),
                      (object, id, status, payment_status, amount_total, created, expires_at, currency,
                       client_reference_id, url, payment_intent, metadata))

struct StripeIntent {
  static constexpr std::string_view name = "payment_intent";
  std::string object, id, status;
  std::int64_t amount, amount_capturable, amount_received, created;
  std::string currency;
  std::optional<std::int64_t> canceled_at;
  std::optional<StripeMetadata> metadata;
};
BOOST_DESCRIBE_STRUCT(StripeIntent, (),
                      (object, id, status, amount, amount_capturable, amount_received, created, currency, canceled_at,
                       metadata))

struct StripeCharge {
  static constexpr std::string_view name = "charge";
  std::string object, id;
  std::optional<StripeId> payment_intent;
  std::optional<StripeMetadata> metadata;
};
BOOST_DESCRIBE_STRUCT(StripeCharge, (), (object, id, payment_intent, metadata))

struct StripeRefund {
  static constexpr std::string_view name = "refund";
  std::string object, id;
  std::optional<std::string> status;  // pending, requires_action, succeeded, failed, canceled
  std::int64_t amount, created;
  std::string currency;
  std::optional<StripeId> payment_intent;
  std::optional<StripeMetadata> metadata;
};
BOOST_DESCRIBE_STRUCT(StripeRefund, (), (object, id, status, amount, created, currency, payment_intent, metadata))

struct StripeDispute {
  static constexpr std::string_view name = "dispute";
  std::string object, id;
  std::int64_t amount, created;
  std::string currency;
  std::optional<StripeId> payment_intent;
};
BOOST_DESCRIBE_STRUCT(StripeDispute, (), (object, id, amount, created, currency, payment_intent))

template <class T>
struct StripeList {
  static constexpr std::string_view name = "list";
  std::string object;
  std::vector<T> data;
  bool has_more;
  BOOST_DESCRIBE_CLASS(StripeList, (), (object, data, has_more), (), ())
};

std::string stripe_code(const Currency&);  // "usd"
Timestamp stripe_time(std::int64_t seconds);

// Reads an object. The error says what it is instead, in words for people.
template <class T>
std::expected<T, std::string> read_stripe(std::string_view body);

// What an object states. `seen`: the time of facts to which Stripe gives none. A session states nothing of its intent;
// it is named in `object`.
ProviderAnswer answer_of(const StripeSession&, Timestamp seen);
ProviderAnswer answer_of(const StripeIntent&, Timestamp seen);
ProviderAnswer answer_of(const StripeRefund&, Timestamp seen);
ProviderAnswer answer_of(const StripeDispute&);

ProviderAnswer unknown_answer(std::string why);

}  // namespace souk::payment

template <>
struct souk::describe::Scalar<souk::payment::StripeId> {
  static std::expected<souk::payment::StripeId, Wrong> read(const Value&);
};

namespace souk::payment {

std::string not_an_object(std::string_view name, const std::vector<Fault>&);

template <class T>
std::expected<T, std::string> read_stripe(std::string_view body) {
  auto read = describe::from_answer<T>(body, T::name);
  if (!read) return std::unexpected(not_an_object(T::name, read.error()));
  if (read->object != T::name) return std::unexpected(not_an_object(T::name, {}));
  return std::move(*read);
}

}  // namespace souk::payment
