#include "payment/provider/stripe_objects.hpp"

#include <algorithm>
#include <ranges>

#include "http/ascii.hpp"
#include "payment/provider/stripe_amounts.hpp"

namespace souk::payment {
namespace {

using Kind = PaymentEventKind;
using State = ProviderAnswer::State;

// Adds the facts of one object, all in its currency. A currency or an amount that we do not know makes it unknown.
class Facts {
 public:
  Facts(std::string reference, std::string object, std::string_view currency)
      : answer_{.reference = std::move(reference), .object = std::move(object)}, currency_(currency_of(currency)) {
    if (!currency_) fail("is in a currency that we do not know");
  }

  PaymentEvent* add(Kind kind, std::string object, std::int64_t amount, Timestamp at) {
    const auto money = currency_ ? money_of_stripe(amount, *currency_) : std::nullopt;
    if (!money) {
      fail("has an amount that we do not know");
      return nullptr;
    }
    return &answer_.events.emplace_back(
        PaymentEvent{.kind = kind, .object = std::move(object), .amount = *money, .currency = *currency_, .at = at});
  }
  void pending(std::string why) {
    answer_.state = State::pending;
    answer_.why = std::move(why);
  }
  void fail(std::string_view why) {
    answer_.state = State::unknown;
    answer_.why = "The payment provider's answer ";
    answer_.why += why;
  }
  ProviderAnswer take() {
    if (answer_.state == State::unknown) answer_.events.clear();
    return std::move(answer_);
  }

 private:
  static std::optional<Currency> currency_of(std::string_view code) {
    std::string upper(code);
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    return Currency::find(upper);
  }

  ProviderAnswer answer_;
  std::optional<Currency> currency_;
};

std::string order_of(const std::optional<StripeMetadata>& metadata) {
  return metadata && metadata->order ? *metadata->order : "";
}

// Our number, if the refund is one of ours.
std::string number_of(const StripeRefund& refund) {
  const bool ours = refund.metadata && refund.metadata->order && refund.metadata->refund;
  return ours ? *refund.metadata->refund : refund.id;
}

void add_open(Facts& facts, const StripeSession& session) {
  auto* event = facts.add(Kind::action_required, session.id, session.amount_total, stripe_time(session.created));
  if (event == nullptr) return;
  event->url = session.url;
  event->expires_at = stripe_time(session.expires_at);
}

// Of a part that was captured, the rest is released: Stripe counts both in `amount`.
void add_captured(Facts& facts, const StripeIntent& intent, Timestamp seen) {
  facts.add(Kind::authorized, intent.id, intent.amount, stripe_time(intent.created));
  facts.add(Kind::captured, intent.id, intent.amount_received, seen);
}

}  // namespace

std::string stripe_code(const Currency& currency) {
  std::string code(currency.code);
  std::ranges::transform(code, code.begin(), http::lower);
  return code;
}

Timestamp stripe_time(std::int64_t seconds) {
  constexpr std::int64_t latest = 253'402'300'799;  // the last second of the year 9999
  return Timestamp(std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, latest)));
}

ProviderAnswer answer_of(const StripeSession& session, Timestamp seen) {
  Facts facts(session.client_reference_id.value_or(order_of(session.metadata)),
              session.payment_intent ? session.payment_intent->text : session.id, session.currency);
  if (session.status == "open") {
    add_open(facts, session);
  } else if (session.status == "expired") {
    facts.add(Kind::expired, session.id, session.amount_total, seen);
  } else if (session.status != "complete") {
    facts.fail("has a session in a state that we do not know");
  } else if (!session.payment_intent) {
    facts.fail("has a complete session without a payment");
  } else {
    facts.pending("The buyer has completed the payment page");
  }
  return facts.take();
}

ProviderAnswer answer_of(const StripeIntent& intent, Timestamp seen) {
  Facts facts(order_of(intent.metadata), intent.id, intent.currency);
  if (intent.status == "requires_capture") {
    facts.add(Kind::authorized, intent.id, intent.amount_capturable, stripe_time(intent.created));
  } else if (intent.status == "succeeded") {
    add_captured(facts, intent, seen);
  } else if (intent.status == "canceled") {
    facts.add(Kind::cancelled, intent.id, intent.amount, intent.canceled_at ? stripe_time(*intent.canceled_at) : seen);
  } else {
    facts.pending("The payment is not authorised yet");
  }
  return facts.take();
}

ProviderAnswer answer_of(const StripeRefund& refund, Timestamp seen) {
  Facts facts(order_of(refund.metadata), refund.payment_intent ? refund.payment_intent->text : "", refund.currency);
  const auto status = refund.status.value_or("pending");
  if (status == "succeeded") {
    facts.add(Kind::refunded, number_of(refund), refund.amount, stripe_time(refund.created));
  } else if (status == "failed" || status == "canceled") {
    facts.add(Kind::refund_failed, number_of(refund), refund.amount, seen);
  } else {
    facts.pending("The refund is under way");
  }
  return facts.take();
}

ProviderAnswer answer_of(const StripeDispute& dispute) {
  Facts facts("", dispute.payment_intent ? dispute.payment_intent->text : "", dispute.currency);
  facts.add(Kind::disputed, dispute.id, dispute.amount, stripe_time(dispute.created));
  return facts.take();
}

ProviderAnswer unknown_answer(std::string why) {
  return {.state = State::unknown, .why = std::move(why)};
}

// Names the first fault's place, never its value: an answer may hold personal data.
std::string not_an_object(std::string_view name, const std::vector<Fault>& faults) {
  std::string why = "What the payment provider sent is not a valid ";
  why += name;
  if (faults.empty()) return why;
  for (const auto& part : faults.front().loc | std::views::drop(1)) {
    why += ", ";
    why += std::holds_alternative<std::string>(part) ? std::get<std::string>(part)
                                                     : std::to_string(std::get<std::size_t>(part));
  }
  return why + ": " + faults.front().type;
}

}  // namespace souk::payment

namespace souk::describe {

std::expected<payment::StripeId, Wrong> Scalar<payment::StripeId>::read(const Value& value) {
  const auto* whole = std::get_if<Object>(&value.data);
  if (whole == nullptr) {
    return mapped(read_string(value), [](std::string_view id) { return payment::StripeId{std::string(id)}; });
  }
  const auto id = std::ranges::find(*whole, "id", &Object::value_type::first);
  if (id == whole->end()) return std::unexpected(Wrong{"missing", "Field required"});
  return mapped(read_string(id->second), [](std::string_view text) { return payment::StripeId{std::string(text)}; });
}

}  // namespace souk::describe
