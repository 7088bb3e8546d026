#include "payment/provider/stripe.hpp"

#include <algorithm>

namespace souk::payment {
namespace {

using Kind = PaymentEventKind;
using State = ProviderAnswer::State;

constexpr std::string_view api_version = "2024-06-20";
constexpr std::size_t most_refund_pages = 100;  // of a payment

bool has(const ProviderAnswer& answer, Kind kind) {
  return std::ranges::find(answer.events, kind, &PaymentEvent::kind) != answer.events.end();
}

ProviderAnswer as_unknown(ProviderAnswer answer, std::string why) {
  answer.state = State::unknown;
  answer.why = std::move(why);
  return answer;
}

// A captured amount may be smaller: the store can capture a part in the provider's dashboard.
bool has_amount(const PaymentEvent& event, Money amount) {
  const bool is_whole =
      event.kind == Kind::action_required || event.kind == Kind::expired || event.kind == Kind::authorized;
  return !is_whole || event.amount == amount;
}

// An answer about another order, amount or currency than ours decides nothing.
ProviderAnswer believed(ProviderAnswer answer, std::optional<Ulid> pk, std::optional<Money> amount) {
  if (answer.state != State::known && answer.state != State::pending) return answer;
  const auto disbelieved = [&](std::string why) {
    answer.events.clear();
    return as_unknown(std::move(answer), std::move(why));
  };
  if (pk && answer.reference != pk->text()) return disbelieved("The payment provider's answer is about another order");
  for (const auto& event : answer.events) {
    const bool is_ours = event.currency == shop_currency() && (!amount || has_amount(event, *amount));
    if (!is_ours) return disbelieved("The payment provider's answer has another amount or currency");
  }
  return answer;
}

ProviderAnswer believed(ProviderAnswer answer, const PaymentStep& step) {
  return believed(std::move(answer), step.pk, step.amount);
}

// The call is decided if a fact is one of `kinds`; otherwise its outcome is unknown.
ProviderAnswer decided_by(std::initializer_list<Kind> kinds, ProviderAnswer answer, std::string otherwise) {
  const bool decided = std::ranges::any_of(kinds, [&](Kind kind) { return has(answer, kind); });
  if (decided || answer.state != State::known) return answer;
  return as_unknown(std::move(answer), std::move(otherwise));
}

constexpr const char* not_done = "The payment provider's answer does not say that it is done";

template <class T>
ProviderAnswer read_answer(const std::string& body) {
  const auto object = read_stripe<T>(body);
  return object ? answer_of(*object, wall_clock()) : unknown_answer(object.error());
}

ProviderAnswer refused_for_good(const PaymentStep& step, Kind kind, std::string object, Money amount, std::string why) {
  ProviderAnswer answer{.reference = step.pk.text(), .why = std::move(why)};
  answer.events.push_back(
      {.kind = kind, .object = std::move(object), .amount = amount, .currency = shop_currency(), .at = wall_clock()});
  return answer;
}

constexpr const char* no_such_amount = "The payment provider cannot charge such an amount in this currency";

bool is_number(const StripeRefund& refund, unsigned number) {
  return refund.metadata && refund.metadata->refund == std::to_string(number);
}

std::string after_colon(std::string_view cursor) {
  return std::string(cursor.substr(std::min(cursor.find(':'), cursor.size() - 1) + 1));
}

template <class T>
ProviderPage page_of(std::expected<StripeList<T>, ProviderAnswer> list) {
  if (!list) {
    auto& failure = list.error();
    return {.state = failure.state, .why = std::move(failure.why), .retry_after = failure.retry_after};
  }
  ProviderPage page;
  for (const auto& object : list->data) {
    auto answer = answer_of(object, stripe_time(object.created));
    if (!answer.events.empty()) page.payments.push_back(std::move(answer));
  }
  return page;
}

}  // namespace

Stripe::Stripe(http::Client& http, std::string secret_key)
    : http_(http),
      secret_key_(std::move(secret_key)),
      search_([this](std::string target) { return read<StripeList<StripeSession>>(std::move(target)); }) {}

awaitable<ProviderAnswer> Stripe::authorize(Purchase purchase) {
  const auto& step = purchase.step;
  const auto failed = [&](std::string why) {
    return refused_for_good(step, Kind::failed, std::to_string(step.attempt), step.amount, std::move(why));
  };
  auto request = create_session(purchase);
  if (!request) co_return failed(no_such_amount);
  auto reply = co_await post(std::move(*request));
  if (reply) co_return believed(read_answer<StripeSession>(*reply), step);
  auto& [answer, refused, param, missing] = reply.error();
  if (refused && param != "expires_at") co_return failed(std::move(answer.why));
  answer.attempt_spent |= refused;  // it is too late for this end of the session; the next attempt has another one
  co_return std::move(answer);
}

awaitable<ProviderAnswer> Stripe::expire(PaymentStep step, std::string id) {
  auto reply = co_await post(expire_session(step, id));
  if (!reply && !reply.error().refused) co_return std::move(reply.error().answer);
  auto answer = reply ? read_answer<StripeSession>(*reply) : co_await session(id);
  co_return decided_by({Kind::expired, Kind::authorized, Kind::captured, Kind::cancelled},
                       believed(std::move(answer), step), reply ? not_done : reply.error().answer.why);
}

awaitable<ProviderAnswer> Stripe::capture(PaymentStep step, std::string id) {
  auto reply = co_await post(capture_intent(step, id));
  if (!reply && !reply.error().refused) co_return std::move(reply.error().answer);
  auto answer = believed(reply ? read_answer<StripeIntent>(*reply) : co_await intent(id), step);
  const bool still_open = answer.state == State::known && !has(answer, Kind::captured) && has(answer, Kind::authorized);
  if (!reply && still_open) {
    co_return refused_for_good(step, Kind::capture_refused, id, step.amount, std::move(reply.error().answer.why));
  }
  co_return decided_by({Kind::captured, Kind::cancelled}, std::move(answer), not_done);
}

awaitable<ProviderAnswer> Stripe::cancel(PaymentStep step, std::string id) {
  auto reply = co_await post(cancel_intent(step, id));
  if (!reply && !reply.error().refused) co_return std::move(reply.error().answer);
  auto answer = reply ? read_answer<StripeIntent>(*reply) : co_await intent(id);
  co_return decided_by({Kind::cancelled, Kind::captured}, believed(std::move(answer), step),
                       reply ? not_done : reply.error().answer.why);
}

awaitable<ProviderAnswer> Stripe::refund(PaymentStep step, std::string id, unsigned number, Money amount) {
  const auto failed = [&](std::string why) {
    return refused_for_good(step, Kind::refund_failed, std::to_string(number), amount, std::move(why));
  };
  auto request = create_refund(step, id, number, amount);
  if (!request) co_return failed(no_such_amount);
  auto reply = co_await post(std::move(*request));
  if (reply) co_return believed(read_answer<StripeRefund>(*reply), step.pk, std::nullopt);
  auto& failure = reply.error();
  if (!failure.refused) co_return std::move(failure.answer);
  auto all = co_await refunds(id);
  if (!all) co_return std::move(all.error());
  const auto ours = std::ranges::find_if(*all, [&](const auto& refund) { return is_number(refund, number); });
  if (ours == all->end()) co_return failed(std::move(failure.answer.why));
  co_return believed(answer_of(*ours, wall_clock()), step.pk, std::nullopt);
}

awaitable<ProviderAnswer> Stripe::lookup(Lookup wanted) {
  ProviderAnswer answer;
  if (wanted.object.empty()) {
    answer = co_await sessions_of(wanted.pk.value(), wanted.asked_at);
  } else if (wanted.object.starts_with("cs_")) {
    answer = co_await session(wanted.object);
  } else {
    answer = co_await intent(wanted.object);
  }
  if (has(answer, Kind::captured)) answer = co_await with_refunds(std::move(answer), wanted.refund);
  co_return believed(std::move(answer), wanted.pk, wanted.amount);
}

// First the intents, then the refunds; the cursor names the list and the last id of the page before.
awaitable<ProviderPage> Stripe::list(Timestamp since, std::string cursor) {
  const auto after = after_colon(cursor);
  if (!cursor.starts_with("refunds")) {
    auto list = co_await read<StripeList<StripeIntent>>(intents_since(since, after));
    const auto next = list && list->has_more && !list->data.empty() ? "intents:" + list->data.back().id : "refunds:";
    auto page = page_of(std::move(list));
    page.next = page.state == State::known ? next : cursor;
    co_return page;
  }
  auto list = co_await read<StripeList<StripeRefund>>(refunds_since(since, after));
  const auto next = list && list->has_more && !list->data.empty() ? "refunds:" + list->data.back().id : "";
  auto page = page_of(std::move(list));
  page.next = page.state == State::known ? next : cursor;
  co_return page;
}

awaitable<StripeReply> Stripe::post(StripeRequest request) {
  auto fields = headers();
  fields.emplace_back("Idempotency-Key", std::move(request.idempotency_key));
  try {
    co_return reply_of(co_await http_.post(std::move(request.target), std::move(request.body), std::move(fields)));
  } catch (const Unavailable& why) {
    co_return no_reply(why);
  }
}

awaitable<StripeReply> Stripe::get(std::string target) {
  try {
    co_return reply_of(co_await http_.get(std::move(target), headers()));
  } catch (const Unavailable& why) {
    co_return no_reply(why);
  }
}

template <class T>
awaitable<std::expected<T, ProviderAnswer>> Stripe::read(std::string target, State when_missing) {
  auto reply = co_await get(std::move(target));
  if (!reply && reply.error().missing) reply.error().answer.state = when_missing;
  if (!reply) co_return std::unexpected(std::move(reply.error().answer));
  auto object = read_stripe<T>(*reply);
  if (!object) co_return std::unexpected(unknown_answer(std::move(object.error())));
  co_return std::move(*object);
}

http::Headers Stripe::headers() const {
  return {{"Authorization", "Bearer " + secret_key_}, {"Stripe-Version", std::string(api_version)}};
}

awaitable<ProviderAnswer> Stripe::session(std::string id) {
  auto found = co_await read<StripeSession>(session_target(id), State::absent);
  if (!found) co_return std::move(found.error());
  auto answer = answer_of(*found, wall_clock());
  if (answer.state != State::pending) co_return answer;
  co_return co_await intent(answer.object);
}

awaitable<ProviderAnswer> Stripe::intent(std::string id) {
  auto found = co_await read<StripeIntent>(intent_target(id), State::absent);
  co_return found ? answer_of(*found, wall_clock()) : std::move(found.error());
}

awaitable<Stripe::Refunds> Stripe::refunds(std::string intent) {
  std::vector<StripeRefund> all;
  std::string after;
  for (std::size_t pages = 0; pages < most_refund_pages; ++pages) {
    auto page = co_await read<StripeList<StripeRefund>>(refunds_of(intent, after));
    if (!page) co_return std::unexpected(std::move(page.error()));
    std::ranges::move(page->data, std::back_inserter(all));
    if (!page->has_more || page->data.empty()) co_return all;
    after = all.back().id;
  }
  co_return std::unexpected(unknown_answer("The payment provider's list is too long to search"));
}

awaitable<ProviderAnswer> Stripe::with_refunds(ProviderAnswer answer, unsigned number) {
  auto all = co_await refunds(answer.object);
  if (!all) co_return std::move(all.error());
  for (const auto& refund : *all) {
    auto said = answer_of(refund, wall_clock());
    if (said.state == State::unknown) co_return said;
    if (said.state == State::pending && is_number(refund, number)) {
      answer.state = said.state;
      answer.why = said.why;
    }
    std::ranges::move(said.events, std::back_inserter(answer.events));
  }
  co_return answer;
}

// More than one: an attempt whose answer was a failure had opened one all the same.
awaitable<ProviderAnswer> Stripe::sessions_of(Ulid pk, Timestamp asked_at) {
  const auto sessions = co_await search_.of(pk, asked_at);
  if (!sessions) co_return sessions.error();
  ProviderAnswer all{.state = State::absent, .why = "The payment provider has no session of this order"};
  for (const auto& found : *sessions) {
    auto answer = co_await session(found.id);
    if (answer.state == State::unknown || answer.state == State::not_allowed) co_return answer;
    std::ranges::move(all.events, std::back_inserter(answer.events));
    all = std::move(answer);
  }
  co_return all;
}

bool is_live_key(std::string_view secret_key) {
  return secret_key.starts_with("sk_live_") || secret_key.starts_with("rk_live_");
}

}  // namespace souk::payment
