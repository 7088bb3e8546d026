#include "payment/provider/stripe_notifications.hpp"

#include "payment/provider/stripe_objects.hpp"
#include "payment/provider/stripe_signature.hpp"

namespace souk::payment {
namespace {

using State = ProviderAnswer::State;

struct StripeEvent {
  static constexpr std::string_view name = "event";
  std::string object, id, type;
  std::int64_t created;
  bool livemode;
  std::optional<std::string> account;  // of an event that belongs to a connected account
};
BOOST_DESCRIBE_STRUCT(StripeEvent, (), (object, id, type, created, livemode, account))

// The same event, read for its object.
template <class T>
struct StripeEventOf {
  static constexpr std::string_view name = "event";
  struct Data {
    T object;
    BOOST_DESCRIBE_CLASS(Data, (), (object), (), ())
  };
  std::string object;
  Data data;
  BOOST_DESCRIBE_CLASS(StripeEventOf, (), (object, data), (), ())
};

using Verified = std::expected<ProviderAnswer, std::string>;

ProviderAnswer nothing_to_do(std::string why) {
  return {.why = std::move(why)};
}

ProviderAnswer look_up(std::string reference, std::string object) {
  return {.state = State::unknown,
          .reference = std::move(reference),
          .object = std::move(object),
          .why = "The event does not say how the payment stands"};
}

// Applies `state` to the event's object.
template <class T, class Stated>
Verified read_event(std::string_view body, Stated state) {
  auto event = read_stripe<StripeEventOf<T>>(body);
  if (!event) return std::unexpected(std::move(event.error()));
  if (event->data.object.object != T::name) return std::unexpected(not_an_object(T::name, {}));
  return state(event->data.object);
}

// A payment that is under way needs no work: the event of its end follows, and the worker polls.
ProviderAnswer settled(ProviderAnswer answer) {
  return answer.state == State::pending ? nothing_to_do(answer.why) : std::move(answer);
}

// A session that is complete names its payment but does not say whether it is authorised.
ProviderAnswer of_session(const StripeSession& session, Timestamp seen) {
  auto answer = answer_of(session, seen);
  if (answer.state == State::pending) return look_up(answer.reference, answer.object);
  return answer;
}

ProviderAnswer of_charge(const StripeCharge& charge) {
  const bool ours = charge.metadata && charge.metadata->order;
  return look_up(ours ? *charge.metadata->order : "", charge.payment_intent ? charge.payment_intent->text : "");
}

Verified read_object(const StripeEvent& event, std::string_view body) {
  const std::string_view type = event.type;
  const auto at = stripe_time(event.created);
  if (type.starts_with("checkout.session.")) {
    return read_event<StripeSession>(body, [&](const auto& session) { return of_session(session, at); });
  }
  if (type.starts_with("payment_intent.")) {
    return read_event<StripeIntent>(body, [&](const auto& intent) { return settled(answer_of(intent, at)); });
  }
  if (type.starts_with("charge.dispute."))
    return read_event<StripeDispute>(body, [](const auto& dispute) { return answer_of(dispute); });
  if (type.starts_with("refund.") || type.starts_with("charge.refund.")) {
    return read_event<StripeRefund>(body, [&](const auto& refund) { return settled(answer_of(refund, at)); });
  }
  if (type == "charge.refunded" || type == "charge.captured" || type == "charge.expired") {
    return read_event<StripeCharge>(body, of_charge);
  }
  return nothing_to_do("An event of this type says nothing about our payments");
}

}  // namespace

Verified StripeNotifications::verify(std::string_view body, const http::HeaderFields& headers, Timestamp now) const {
  if (body.size() > max_body) return std::unexpected("The body is larger than 1 MiB");
  if (auto checked = check_signature(headers.find("Stripe-Signature"), body, secrets_, now); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  const auto event = read_stripe<StripeEvent>(body);
  if (!event) return std::unexpected(event.error());
  if (event->account) return std::unexpected("The event is of another account");
  if (live_ && *live_ != event->livemode) return std::unexpected("The event is of the other mode (live or test)");
  return read_object(*event, body);
}

}  // namespace souk::payment
