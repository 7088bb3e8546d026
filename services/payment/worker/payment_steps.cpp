#include "payment/worker/payment_steps.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace souk::payment {
namespace {

bool is_certain(const ProviderAnswer& answer) {
  return answer.state == ProviderAnswer::State::known;
}

// True if these facts settle the step.
bool decides(const std::vector<PaymentEvent>& events, const DueStep& step) {
  using enum PaymentEventKind;
  return std::ranges::any_of(events, [&](const PaymentEvent& event) {
    if (step.verb == Verb::refund) {
      return (event.kind == refunded || event.kind == refund_failed) && event.object == std::to_string(step.number);
    }
    if (event.kind == captured || event.kind == cancelled) return true;
    if (event.kind == authorized || event.kind == expired)
      return step.verb == Verb::authorize || step.verb == Verb::expire;
    return event.kind == action_required && step.verb == Verb::authorize;
  });
}

}  // namespace

// A call whose key the provider may have forgotten is looked up first; one that it has not decided is only looked up.
awaitable<ProviderAnswer> PaymentSteps::call(Ulid pk, const DueStep& step) {
  if (step.verb == Verb::lookup) co_return co_await look_up(pk, step);
  const bool is_old = wall_clock() - step.asked_at > options_.key_window;
  if (!is_old && !step.pending) co_return co_await repeat(pk, step);
  auto truth = co_await look_up(pk, step);
  if (truth.state == ProviderAnswer::State::absent && is_old) {
    if (step.verb != Verb::authorize) truth.attempt_spent = true;  // it was never done: asked for again
    if (step.verb == Verb::authorize) {
      truth.state = ProviderAnswer::State::known;
      truth.events = {{PaymentEventKind::failed, std::to_string(step.attempt), Money(), shop_currency(), wall_clock()}};
    }
    co_return truth;
  }
  if (!is_certain(truth) || decides(truth.events, step)) co_return truth;
  truth.state = step.pending ? ProviderAnswer::State::pending : ProviderAnswer::State::unknown;
  truth.attempt_spent = is_old;
  co_return truth;
}

awaitable<ProviderAnswer> PaymentSteps::repeat(Ulid pk, const DueStep& step) {
  const PaymentStep at{.pk = pk, .attempt = step.attempt, .amount = step.amount};
  switch (step.verb) {
    case Verb::authorize:
      co_return co_await authorize(at, step.asked_at);
    case Verb::expire:
      co_return co_await provider_.expire(at, step.session);
    case Verb::capture:
      co_return co_await provider_.capture(at, step.intent);
    case Verb::cancel:
      co_return co_await provider_.cancel(at, step.intent);
    case Verb::refund:
      co_return co_await provider_.refund(at, step.intent, step.number, step.refund);
    case Verb::lookup:
      break;
  }
  co_return co_await look_up(pk, step);
}

// Depends on the step only, since a repeat under the same key must be the same.
awaitable<ProviderAnswer> PaymentSteps::authorize(PaymentStep step, Timestamp asked_at) {
  const auto pk = step.pk;
  std::vector<Ulid> pks;
  pks.push_back(pk);
  const auto found = co_await orders_.read(std::move(pks));
  if (found.empty()) co_return ProviderAnswer{.state = ProviderAnswer::State::unknown, .why = "there is no such order"};
  const auto& order = found.front();
  const auto page = options_.public_url + "/orders/" + pk.text();
  Purchase purchase{.step = step,
                    .lines = {},
                    .email = order.customer ? order.customer->email : "",
                    .success_url = page + "?paid",
                    .cancel_url = page,
                    .session_end = asked_at + options_.session_end};
  for (const auto& line : order.lines) {
    purchase.lines.push_back({.name = line.product_name ? line.product_name->value() : line.product_id.text(),
                              .quantity = line.quantity.value(),
                              .total = line.total.value()});
  }
  co_return co_await provider_.authorize(std::move(purchase));
}

awaitable<ProviderAnswer> PaymentSteps::look_up(Ulid pk, const DueStep& step) {
  co_return co_await provider_.lookup({.pk = pk,
                                       .object = step.intent.empty() ? step.session : step.intent,
                                       .amount = step.amount,
                                       .asked_at = step.asked_at,
                                       .refund = step.verb == Verb::refund ? step.number : 0});
}

awaitable<void> PaymentSteps::note(Ulid pk, const DueStep& step, ProviderAnswer answer) {
  if (answer.attempt_spent && !is_certain(answer) && step.verb != Verb::lookup) {
    auto truth = co_await look_up(pk, step);
    if (is_certain(truth) && decides(truth.events, step))
      answer = std::move(truth);
    else
      answer.attempt_spent = is_certain(truth) || truth.state == ProviderAnswer::State::absent;
  }
  if (is_certain(answer) || (step.verb == Verb::lookup && answer.state == ProviderAnswer::State::absent)) {
    co_await ledgers_.note(pk, std::move(answer.events), step.look);
    co_return;
  }
  log::warn("the outcome of a payment's step is unknown",
            {{"order", pk.text()}, {"step", step.call()}, {"why", answer.why}});
  const bool is_pending = answer.state == ProviderAnswer::State::pending;
  co_await ledgers_.note_unknown(pk, step, answer.why, answer.retry_after.value_or(Milliseconds(0)),
                                 answer.attempt_spent ? Unknown::spent
                                 : is_pending         ? Unknown::pending
                                                      : Unknown::nothing);
}

}  // namespace souk::payment
