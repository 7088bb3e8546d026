// The money of orders: refunds by the store, and what the provider says on its own.
#include "payment/api/api.hpp"
#include "payment/api/keyed_problem.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/idempotency_key.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_refunds =
    "Pays a completed order back: `lines` (of each all that was not paid back, or `quantity` units of it), or an "
    "`amount`. It may be repeated until all that was captured is paid back; then the order is `refunded`. With "
    "`restock` the units of the lines go back into the stock. The answer is the order: its `payment.refunded` grows "
    "when the provider has paid.";

constexpr const char* about_refreshing =
    "A buyer has come back from the provider's page. A worker asks the provider at once whether the order is paid, but "
    "at most once in two seconds. Without this request it asks up to a minute later. The order's `payment` shows the "
    "result.";

constexpr const char* about_webhooks =
    "For the payment provider. Its signature is verified over the bytes of the body. An event is kept before it is "
    "answered; one that comes twice changes nothing.";

}  // namespace

void Api::add_payments(rest::Router& router) {
  using enum http::Method;
  router.add(post, "/orders/{pk}/refunds", "Pay an order back", this, &Api::refund_order)
      .says(about_refunds)
      .guarded()
      .needs_header(rest::idempotency_key_name, "1 to 255 visible characters: a repeat with it pays nothing back",
                    rest::idempotency_key_pattern)
      .takes<NewRefund>()
      .answers<Order>(202, "The order")
      .sends({"Idempotent-Replayed"})
      .refuses({order_not_found, not_paid, refund_exceeds_captured, idempotency_key_reused});
  router.add(post, "/orders/{pk}/payment/refresh", "Ask the provider about an order now", this, &Api::refresh_payment)
      .says(about_refreshing)
      .answers_nothing(202)
      .refuses({order_not_found});
  router.add(post, "/payments/webhooks/stripe", "Take a notification of the provider", this, &Api::take_notification)
      .says(about_webhooks)
      .answers_nothing(200)
      .refuses({notification_refused});
}

awaitable<Response> Api::refund_order(const Request& request) {
  auto wanted = rest::keyed(rest::read_body<NewRefund>(request), rest::required_idempotency_key(request));
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  auto refunded = co_await parts_.payments.refund_order(*pk, std::move(wanted->body), std::move(wanted->key));
  if (!refunded) co_return keyed_problem(std::move(refunded.error()), request.id);
  co_return rest::replayable(rest::json(refunded->order, 202), refunded->replayed);
}

awaitable<Response> Api::refresh_payment(const Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const auto asked = co_await parts_.payments.refresh_payment(*pk);
  if (!asked) co_return problem(asked.error(), request.id);
  co_return Response{.status = 202};
}

awaitable<Response> Api::take_notification(const Request& request) {
  if (parts_.notifications == nullptr) {
    co_return problem({notification_refused, "This shop has no payment provider."}, request.id);
  }
  auto said = parts_.notifications->verify(request.body, request.headers, wall_clock());
  if (!said) co_return problem({notification_refused, said.error()}, request.id);
  co_await parts_.payments.take_notification(std::move(*said));
  co_return Response{.status = 200};
}

}  // namespace souk::payment
