#include "payment/api/api.hpp"

#include <boost/describe.hpp>

namespace souk::payment {
namespace {

using http::problem;
using http::Request;
using http::Response;

constexpr std::size_t default_limit = 50;

struct ListQuery {
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<Cursor> cursor;
  std::optional<Status> status;
  std::optional<Ulid> product_id;
  std::optional<describe::DateTime> from, to;  // placed then or later, and before then

  std::size_t most() const { return limit ? static_cast<std::size_t>(limit->value()) : default_limit; }
  OrderFilter filter() const {
    const auto time = [](const auto& given) { return given ? std::optional(given->value) : std::nullopt; };
    return {status, product_id, time(from), time(to)};
  }
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (limit, cursor, status, product_id, from, to))

// The same list, from the cursor on.
std::string next_page(ListQuery query, Cursor cursor) {
  query.limit = describe::Integer<1, 100>(static_cast<std::int64_t>(query.most()));
  query.cursor = std::move(cursor);
  return http::link_to_next("/orders", describe::to_fields(query));
}

// A cursor checks its own limits when it is read, but not the number of partitions.
Outcome<ListQuery> read_list_query(const Request& request, unsigned partitions) {
  auto query = request.read_query<ListQuery>();
  if (!query || !query->cursor || query->cursor->ends.size() == partitions) return query;
  return std::unexpected(not_valid({{{"query", "cursor"}, "cursor_parsing", "Input should be a cursor of this list"}}));
}

}  // namespace

void Api::add_routes(http::Router& router) {
  using enum http::Method;
  add_checkout(router);
  router.add(get, "/orders", "List orders, newest first", this, &Api::list_orders)
      .admin()
      .costly()
      .takes_query<ListQuery>()
      .answers_many<Order>()
      .sends({"Link"});
  router.add(get, "/orders/{pk}", "Get an order", this, &Api::get_order)
      .answers<Order>()
      .refuses({Code::order_not_found});
  router.add(get, "/orders/{pk}/events", "Watch an order", this, &Api::watch_order)
      .takes_header("Last-Event-ID", "The id of the last event seen: what is not newer is not told again")
      .answers_events<Order>("order", "The order as it is now: at first, then whenever it has gone a step")
      .refuses({Code::order_not_found});
}

awaitable<Response> Api::list_orders(const Request& request) {
  auto query = read_list_query(request, partitions_);
  if (!query) co_return problem(query.error(), request.id);
  auto page = co_await orders_.list(query->most(), query->filter(), query->cursor);
  auto response = http::json(page.orders);
  if (page.next) response.headers.emplace_back("Link", next_page(std::move(*query), std::move(*page.next)));
  co_return response;
}

awaitable<Response> Api::get_order(const Request& request) {
  auto pk = request.id_parameter("pk", Code::order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  auto order = co_await orders_.find(*pk);
  if (!order) co_return problem(order.error(), request.id);
  co_return http::json(*order);
}

}  // namespace souk::payment
