// What a buyer asks for: prices, an order, and to give one up.
#include "payment/api/api.hpp"
#include "rest/idempotency_key.hpp"

namespace souk::payment {
namespace {

using http::problem;
using http::Request;
using http::Response;

constexpr const char* about_quotes =
    "1 to 100 lines, each quoted by itself: what an order of it would cost now, from the code and the settings that "
    "charge. `goods` and `fees` are the sums of prices and fees, `amount` is both together. A line that would be "
    "refused says so in `refusal` and does not count in these; one of a product that is not there has no price. "
    "A quote promises nothing: an order has the price of its moment.";

constexpr const char* about_placing =
    "`id` is the product's, `quantity` the units of it. The order is `pending` until its units are reserved and the "
    "settle delay has passed, then `completed`: the buyer has paid. It is `rejected`, before any payment, when there "
    "were too few units, and `refunded` when the product was deleted before they were handed over. Other fields of "
    "an order may be in the body and are ignored: the price is the product's.";

constexpr const char* about_abandoning =
    "For a buyer who does not know whether an order arrived and does not want it any more: the body and the "
    "`Idempotency-Key` of its POST /orders. When the key has no order yet, it gets one that is `cancelled` "
    "(`cancelled_by_buyer`): nothing is reserved or paid, and a POST /orders that comes late with this key is answered "
    "with it. When the order came first, it is answered as it is, and stays. So only `cancelled` means: not ordered. "
    "Asked again, it answers the same order. It works when the product has been deleted or cannot be looked up; what "
    "is not known of it then (`product_name` and the money) is null.";

}  // namespace

void Api::add_checkout(http::Router& router) {
  using enum http::Method;
  router.add(get, "/shop", "What the shop is like", this, &Api::show_shop).answers<Shop>();
  router.add(post, "/quotes", "Ask what products cost", this, &Api::quote)
      .says(about_quotes)
      .takes<NewQuote>()
      .answers<Quote>();
  router.add(post, "/orders", "Place an order", this, &Api::place_order)
      .says(about_placing)
      .takes_header(rest::idempotency_key_name,
                    "1 to 255 visible characters: a repeat with the same key and body answers the same order",
                    rest::idempotency_key_pattern)
      .takes<NewOrder>()
      .answers<Order>(201)
      .sends({"Location", "Idempotent-Replayed"})
      .refuses({Code::product_not_found, Code::sold_out, Code::insufficient_stock, Code::idempotency_key_reused});
  router.add(post, "/orders/abandon", "Abandon an order", this, &Api::abandon_order)
      .says(about_abandoning)
      .needs_header(rest::idempotency_key_name, "that of the order: 1 to 255 visible characters",
                    rest::idempotency_key_pattern)
      .takes<NewOrder>()
      .answers<Order>(200, "The order as it is")
      .refuses({Code::idempotency_key_reused});
}

awaitable<Response> Api::show_shop(const Request&) {
  co_return http::json(shop_);
}

awaitable<Response> Api::quote(const Request& request) {
  auto wanted = request.read<NewQuote>();
  if (!wanted) co_return problem(wanted.error(), request.id);
  co_return http::json(co_await checkout_.quote(std::move(*wanted)));
}

awaitable<Response> Api::place_order(const Request& request) {
  auto wanted = rest::keyed(request.read<NewOrder>(), rest::optional_idempotency_key(request));
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto placed = co_await checkout_.place_order(wanted->body, std::move(wanted->key));
  if (!placed) co_return problem(placed.error(), request.id);
  auto response = http::json(placed->order, 201).with("Location", "/orders/" + placed->order.pk.text());
  if (placed->replayed) response.headers.emplace_back("Idempotent-Replayed", "true");
  co_return response;
}

awaitable<Response> Api::abandon_order(const Request& request) {
  auto wanted = rest::keyed(request.read<NewOrder>(), rest::required_idempotency_key(request));
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto order = co_await checkout_.abandon_order(wanted->body, std::move(wanted->key));
  if (!order) co_return problem(order.error(), request.id);
  co_return http::json(*order);
}

}  // namespace souk::payment
