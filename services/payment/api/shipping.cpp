// The goods of paid orders, for the store: packing and shipping.
#include "payment/api/api.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/page.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_fulfilling =
    "`open`, `packed` and back, then `shipped`, which stays. A tracking number may be given at any time, and "
    "corrected. When "
    "an "
    "order is shipped, its buyer gets a mail.";

constexpr const char* about_waiting =
    "Paid orders that have a customer and are not shipped, oldest first. With `state` a page may have fewer orders "
    "than "
    "`limit` although more follow.";

struct ToShipQuery {
  std::optional<rest::PageLimit> limit;
  std::optional<rest::PageCursor<ShippingCursor>> cursor;
  std::optional<FulfilmentState> state;
};
BOOST_DESCRIBE_STRUCT(ToShipQuery, (), (limit, cursor, state))

}  // namespace

void Api::add_shipping(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/orders/to-ship", "List the orders to ship", this, &Api::list_to_ship)
      .says(about_waiting)
      .guarded()
      .costly()
      .takes_query<ToShipQuery>()
      .answers_many<Order>()
      .sends({"Link"});
  router.add(put, "/orders/{pk}/fulfilment", "Pack or ship an order", this, &Api::fulfil_order)
      .says(about_fulfilling)
      .guarded()
      .takes<NewFulfilment>()
      .answers<Order>(200, "The order")
      .refuses({order_not_found, not_paid, already_shipped});
}

awaitable<Response> Api::list_to_ship(const Request& request) {
  auto query = rest::read_query<ToShipQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  auto page =
      co_await parts_.shipping.to_ship(rest::page_size(query->limit), query->state, rest::place_of(query->cursor));
  co_return rest::paged(page.orders, "/orders/to-ship", *query, page.next);
}

awaitable<Response> Api::fulfil_order(const Request& request) {
  auto wanted = rest::read_body<NewFulfilment>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const auto done = co_await parts_.shipping.fulfil(*pk, std::move(*wanted));
  if (!done) co_return problem(done.error(), request.id);
  co_return rest::json((co_await parts_.orders.find_for_admin(*pk)).value());
}

}  // namespace souk::payment
