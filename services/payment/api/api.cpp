#include "payment/api/api.hpp"

#include <boost/describe.hpp>

#include "auth/admin_auth.hpp"
#include "http/client_address.hpp"
#include "payment/app/erase_customer.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/last_event_id.hpp"
#include "rest/page.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

struct ListQuery {
  std::optional<rest::PageLimit> limit;
  std::optional<rest::PageCursor<Cursor>> cursor;
  std::optional<Status> status;
  std::optional<Ulid> product_id;
  std::optional<describe::DateTime> from, to;  // created at or after `from`, and before `to`
  // Of orders that have a customer: all that are given must match.
  std::optional<OrderNumber> number;
  std::optional<Email> email;
  std::optional<PersonName> name;

  CustomerQuery customer() const { return {number, email, name}; }
  OrderFilter filter() const {
    const auto time = [](const auto& given) { return given ? std::optional(given->value) : std::nullopt; };
    return {status, product_id, time(from), time(to)};
  }
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (limit, cursor, status, product_id, from, to, number, email, name))

constexpr const char* about_listing =
    "With `number`, `email` or `name` (whole words, in any case and order) it searches the orders that have a "
    "customer: "
    "at most the newest 1000 of them, on one page.";
constexpr const char* about_finding =
    "For a buyer on another device: the number of the order and the e-mail address that was given with it. "
    "After five wrong pairs within a minute a client has to wait.";

struct FindOrder {
  OrderNumber number;
  Email email;
};
BOOST_DESCRIBE_STRUCT(FindOrder, (), (number, email))

// Reading a cursor checks its own limits, but not whether it belongs to such a list.
Outcome<ListQuery> read_list_query(const Request& request, const OrderList& list) {
  auto query = rest::read_query<ListQuery>(request);
  if (!query || !query->cursor || query->cursor->place.ends.size() == list.lists(query->filter())) return query;
  return std::unexpected(rest::wrong_cursor());
}

Response not_found(const NotFound& why, std::string_view request_id) {
  if (!why.wait) {
    return problem({order_not_found, "There is no order with this number and e-mail address."}, request_id);
  }
  return problem({auth::too_many_requests, "There were too many wrong pairs: try again later"}, request_id)
      .with("Retry-After", std::to_string(why.wait->count()));
}

}  // namespace

void Api::add_routes(rest::Router& router) {
  using enum http::Method;
  add_checkout(router);
  add_payments(router);
  add_mails(router);
  add_money(router);
  add_shipping(router);
  router.add(get, "/orders", "List orders, newest first", this, &Api::list_orders)
      .says(about_listing)
      .guarded()
      .costly()
      .takes_query<ListQuery>()
      .answers_many<Order>()
      .sends({"Link"});
  router.add(post, "/orders/find", "Find an order by its number", this, &Api::find_order)
      .says(about_finding)
      .takes<FindOrder>()
      .answers<Order>(200, "The order")
      .refuses({order_not_found, auth::too_many_requests});
  router.add(get, "/orders/{pk}", "Get an order", this, &Api::get_order)
      .says(
          "The whole `customer` and `payment.reference` are for the admin; others see a masked e-mail address and "
          "null.")
      .answers<Order>()
      .refuses({order_not_found});
  router.add(delete_, "/orders/{pk}/customer", "Erase the customer of an order", this, &Api::erase_customer)
      .says("Also its mails that are files. No mail is sent any more.")
      .guarded()
      .answers_nothing()
      .refuses({order_not_found});
  router.add(get, "/orders/{pk}/events", "Watch an order", this, &Api::watch_order)
      .takes_header(rest::last_event_id_name,
                    "The id of the last event seen: an order that has not changed since is not sent again")
      .answers_events<Order>("order", "The order as it is now: first at the start, then after each change")
      .refuses({order_not_found});
}

awaitable<Response> Api::list_orders(const Request& request) {
  auto query = read_list_query(request, parts_.list);
  if (!query) co_return problem(query.error(), request.id);
  const auto customer = query->customer();
  const auto size = rest::page_size(query->limit);
  auto page = customer.is_empty() ? co_await parts_.list.page(size, query->filter(), rest::place_of(query->cursor))
                                  : co_await parts_.finder.page(customer, size, query->filter());
  co_return rest::paged(page.orders, "/orders", std::move(*query), std::move(page.next));
}

awaitable<Response> Api::find_order(const Request& request) {
  auto wanted = rest::read_body<FindOrder>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto client = http::client_address(request);
  const auto order =
      co_await parts_.finder.find(std::move(client), std::move(wanted->number), std::move(wanted->email));
  if (!order) co_return not_found(order.error(), request.id);
  co_return rest::json(*order);
}

awaitable<Response> Api::get_order(const Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const bool is_admin = co_await rest::passes(parts_.check_admin, request);
  auto order = co_await (is_admin ? parts_.orders.find_for_admin(*pk) : parts_.orders.find(*pk));
  if (!order) co_return problem(order.error(), request.id);
  co_return rest::json(*order);
}

awaitable<Response> Api::erase_customer(const Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const auto erase_mails = [this](const Ulid& order) { parts_.mail_folder.erase(order); };
  const auto erased = co_await payment::erase_customer(parts_.orders, erase_mails, *pk);
  if (!erased) co_return problem(erased.error(), request.id);
  co_return rest::no_content();
}

}  // namespace souk::payment
