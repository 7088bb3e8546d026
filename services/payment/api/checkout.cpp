// The requests of a buyer: quote prices, place an order, abandon an order.
#include "auth/admin_auth.hpp"
#include "payment/api/api.hpp"
#include "payment/api/challenge_solution.hpp"
#include "payment/api/keyed_problem.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_quotes =
    "1 to 100 lines, each quoted separately: what an order for it would cost now, by the same rules as an order. "
    "`goods` and `fees` are the sums of prices and fees, `amount` is their sum. A line that would be refused has a "
    "`refusal` and is not part of the sums. A line without an existing product has no price. "
    "A quote reserves nothing: an order has the price at the time it is placed.";

// Who cancels an order.
enum class CancelReason { cancelled_by_buyer, cancelled_by_store };
BOOST_DESCRIBE_ENUM(CancelReason, cancelled_by_buyer, cancelled_by_store)

struct Cancellation {
  std::optional<CancelReason> reason;  // by the buyer, when it is absent
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (reason))

constexpr const char* about_cancelling =
    "Cancels a pending order and gives its units back; a caller must know its `pk`. An order that has "
    "ended "
    "without being paid is returned unchanged. `reason` is kept with the order; `cancelled_by_store` is for the "
    "admin only.";

constexpr const char* about_placing =
    "Either `id` (of the product) and `quantity` (the number of units), or `lines`: 1 to 20 of them, each product "
    "once. "
    "An order of several lines is placed, paid, rejected or cancelled as a whole. The order is `pending` until its "
    "units are reserved and "
    "the settle delay has passed. Then it is `completed`: the buyer has paid. If there are too few units it is "
    "`rejected` before any payment. If the product is deleted before the units leave the stock it is `refunded`. "
    "A product that is not on sale yet is refused with `starts_at`, the time of its start. A product with a limit for "
    "each "
    "customer needs a signed-in buyer. Inventory decides when it reserves the units: an order may still be `rejected` "
    "with "
    "the reason `not_on_sale`, `limit_reached` or `sign_in_required`. While many want a product an order needs the "
    "solution of a challenge: 428 has one in `challenge` (see `POST /challenges`). Where orders are paid at a provider "
    "a "
    "buyer, or the guests at one address, may have three unpaid ones open (`SOUK_UNPAID_ORDERS`). "
    "The body may have other fields of an order; they are ignored. The price is the product's. `customer` is required "
    "unless the shop's `payments` are `instant` (`GET /shop`).";

constexpr const char* about_abandoning =
    "For a buyer who got no answer to an order and does not want it any more. Send the body and the `Idempotency-Key` "
    "of its POST /orders. If the key has no order yet, it gets a `cancelled` one (`cancelled_by_buyer`): nothing is "
    "reserved or paid, and a later POST /orders with this key returns this order. If the key has an order already, "
    "that order is returned unchanged. So only `cancelled` means that nothing is ordered. A repeat returns the same "
    "order. It works also when the product is deleted or inventory is unavailable; then the unknown fields "
    "(`product_name` and the money) are null.";

Outcome<Reason> read_reason(const Request& request) {
  auto wanted = rest::read_optional_body<Cancellation>(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const bool by_store = wanted->reason == CancelReason::cancelled_by_store;
  return by_store ? Reason::cancelled_by_store : Reason::cancelled_by_buyer;
}

constexpr const char* about_challenges =
    "While many want a product, and from a minute before the start of its sale, an order needs a proof of work. Ask "
    "for "
    "its challenge early and solve it while the buyer reads. `challenge` is null when no order of these lines needs "
    "one "
    "now. It is `expires.work.nonce.prefix.signature`; the solution is the counter (a whole number below `work`) for "
    "which "
    "the SHA-256 of the 16 bytes of `nonce` and the counter's four bytes, the highest first, begins with the 16 bytes "
    "of "
    "`prefix`. Send the challenge, a dot and the counter as `Challenge-Solution`. A challenge is for one visitor and "
    "product, valid for five minutes, and for one order. An order without its solution is refused with 428, which has "
    "a "
    "challenge, too.";

struct NewChallenge {
  describe::List<WantedLine, 1, most_lines, &WantedLine::id> lines;
};
BOOST_DESCRIBE_STRUCT(NewChallenge, (), (lines))

struct Challenge {
  std::optional<std::string> challenge;
};
BOOST_DESCRIBE_STRUCT(Challenge, (), (challenge))

Response refused_order(Refusal refusal, std::string_view request_id) {
  std::optional<std::string> wait;
  for (const auto& [name, value] : refusal.more) {
    if (name == "retry_after") wait = value;
  }
  auto response = keyed_problem(std::move(refusal), request_id);
  return wait ? std::move(response).with("Retry-After", std::move(*wait)) : std::move(response);
}

Response answer_of(const Placed& placed) {
  auto response = rest::json(placed.order, 201).with("Location", "/orders/" + placed.order.pk.text());
  return rest::replayable(std::move(response), placed.replayed);
}

}  // namespace

void Api::add_checkout(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/shop", "What the shop is like", this, &Api::show_shop).answers<Shop>();
  router.add(post, "/quotes", "Ask what products cost", this, &Api::quote)
      .says(about_quotes)
      .takes<NewQuote>()
      .answers<Quote>();
  router.add(post, "/challenges", "Ask for the challenge of an order", this, &Api::challenge)
      .says(about_challenges)
      .takes<NewChallenge>()
      .answers<Challenge>()
      .refuses({other_origin});
  router.add(post, "/orders", "Place an order", this, &Api::place_order)
      .says(about_placing)
      .takes_header(
          rest::idempotency_key_name,
          "1 to 255 visible characters: a repeat with the same key and products returns the same order, with the "
          "customer of the first",
          rest::idempotency_key_pattern)
      .takes_header(std::string(challenge_solution_name),
                    "The solution of a challenge, see POST /challenges; read only when the order needs one")
      .takes<NewOrder>()
      .answers<Order>(201)
      .sends({"Location", "Idempotent-Replayed"})
      .refuses({product_not_found, sold_out, insufficient_stock, not_on_sale, limit_reached, sign_in_required,
                idempotency_key_reused, other_origin, challenge_required, too_many_unpaid_orders});
  router.add(post, "/orders/abandon", "Abandon an order", this, &Api::abandon_order)
      .says(about_abandoning)
      .needs_header(rest::idempotency_key_name, "The key of the order: 1 to 255 visible characters",
                    rest::idempotency_key_pattern)
      .takes<NewOrder>()
      .answers<Order>(200, "The order")
      .refuses({idempotency_key_reused});
  router.add(post, "/orders/{pk}/cancel", "Cancel an order", this, &Api::cancel_order)
      .says(about_cancelling)
      .may_take<Cancellation>()
      .answers<Order>()
      .refuses({order_not_found, already_paid, auth::unauthorized});
}

awaitable<Response> Api::show_shop(const Request&) {
  co_return rest::json(shop_);
}

awaitable<Response> Api::quote(const Request& request) {
  auto wanted = rest::read_body<NewQuote>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto buyer = co_await parts_.buyers.customer_of(request);
  if (!buyer) co_return problem(buyer.error(), request.id);
  co_return rest::json(co_await parts_.checkout.quote(std::move(*wanted), std::move(*buyer)));
}

awaitable<Response> Api::challenge(const Request& request) {
  auto wanted = rest::read_body<NewChallenge>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto visitor = parts_.buyers.visitor_of(request);
  if (!visitor) co_return problem(visitor.error(), request.id);
  co_return rest::json(Challenge{co_await parts_.checkout.challenge(std::move(wanted->lines), std::move(*visitor))});
}

awaitable<Response> Api::place_order(const Request& request) {
  auto wanted = rest::keyed(rest::read_body<NewOrder>(request), rest::optional_idempotency_key(request));
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto visitor = parts_.buyers.visitor_of(request);
  if (!visitor) co_return problem(visitor.error(), request.id);
  if (!visitor->session.empty()) co_await parts_.buyers.verify(*visitor);
  auto placed = co_await parts_.checkout.place_order(std::move(wanted->body), std::move(wanted->key), *visitor);
  if (!placed) co_return refused_order(std::move(placed.error()), request.id);
  co_return answer_of(*placed);
}

awaitable<Response> Api::abandon_order(const Request& request) {
  auto wanted = rest::keyed(rest::read_body<NewOrder>(request), rest::required_idempotency_key(request));
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto order = co_await parts_.checkout.abandon_order(std::move(wanted->body), std::move(wanted->key));
  if (!order) co_return keyed_problem(std::move(order.error()), request.id);
  co_return rest::json(*order);
}

awaitable<std::optional<Response>> Api::refuse_reason(Reason reason, const Request& request) {
  if (reason != Reason::cancelled_by_store) co_return std::nullopt;
  co_return co_await parts_.check_admin(request);
}

awaitable<Response> Api::cancel_order(const Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const auto reason = read_reason(request);
  if (!reason) co_return problem(reason.error(), request.id);
  if (auto refused = co_await refuse_reason(*reason, request)) co_return std::move(*refused);
  auto order = co_await parts_.checkout.cancel_order(*pk, *reason);
  if (!order) co_return problem(order.error(), request.id);
  co_return rest::json(*order);
}

}  // namespace souk::payment
