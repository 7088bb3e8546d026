#include "payment/api/api.hpp"

#include <algorithm>
#include <boost/describe.hpp>

namespace souk::payment {
namespace {

using http::problem;
using http::Request;
using http::Response;

constexpr std::size_t default_limit = 50;
constexpr std::size_t longest_key = 255;

constexpr const char* about_placing =
    "`id` is the product's, `quantity` the units of it. The order is `pending` until its units are reserved and the "
    "settle delay has passed, then `completed`: the buyer has paid. It is `rejected`, before any payment, when there "
    "were too few units, and `refunded` when the product was deleted before they were handed over. Other fields of "
    "an order may be in the body and are ignored: the price is the product's.";

struct ListQuery {
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<Cursor> cursor;
  std::optional<Status> status;
  std::optional<Ulid> product_id;
  std::optional<describe::DateTime> from, to;  // placed then or later, and before then

  OrderFilter filter() const {
    const auto time = [](const auto& given) { return given ? std::optional(given->value) : std::nullopt; };
    return {status, product_id, time(from), time(to)};
  }
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (limit, cursor, status, product_id, from, to))

// The same list, from the cursor on.
std::string next_page(ListQuery query, std::size_t limit, Cursor cursor) {
  query.limit = describe::Integer<1, 100>(static_cast<std::int64_t>(limit));
  query.cursor = std::move(cursor);
  return http::link_to_next("/orders", describe::to_fields(query));
}

// Empty when there is none; what is there must be one key.
Outcome<std::string> idempotency_key(const Request& request) {
  const auto keys = request.header_values("Idempotency-Key");
  if (keys.empty()) return "";
  const auto key = keys.front();
  const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
  if (keys.size() == 1 && visible && !key.empty() && key.size() <= longest_key) return std::string(key);
  return std::unexpected(not_valid({{{"header", "Idempotency-Key"},
                                     "string_pattern_mismatch",
                                     "Header should be one key of 1 to 255 visible ASCII characters"}}));
}

// Every fault of the header and of the body at once.
Refusal all_faults(const Outcome<std::string>& key, const Outcome<NewOrder>& wanted) {
  if (key) return wanted.error();
  auto faults = key.error().errors;
  if (!wanted) faults.insert(faults.end(), wanted.error().errors.begin(), wanted.error().errors.end());
  return not_valid(std::move(faults));
}

// Its own limits are checked when it is read; how many partitions there are, only we know.
bool fits(const std::optional<Cursor>& cursor, unsigned partitions) {
  return !cursor || cursor->ends.size() == partitions;
}

// Two bodies with the same fingerprint ask for the same.
std::string fingerprint(const NewOrder& wanted) {
  return std::to_string(wanted.quantity.value()) + " of " + wanted.id.text();
}

std::unexpected<Refusal> reused() {
  return refuse(Code::idempotency_key_reused, "This Idempotency-Key has been used with another body.");
}

}  // namespace

void Api::add_routes(http::Router& router) {
  using enum http::Method;
  router.add(post, "/orders", "Place an order", this, &Api::place_order)
      .says(about_placing)
      .takes_header("Idempotency-Key",
                    "1 to 255 visible characters: a repeat with the same key and body answers the same order")
      .takes<NewOrder>()
      .answers<Order>(201)
      .refuses({Code::product_not_found, Code::sold_out, Code::insufficient_stock, Code::idempotency_key_reused});
  router.add(get, "/orders", "List orders, newest first", this, &Api::list_orders)
      .admin()
      .takes_query<ListQuery>()
      .answers_many<Order>();
  router.add(get, "/orders/{pk}", "Get an order", this, &Api::get_order)
      .answers<Order>()
      .refuses({Code::order_not_found});
  router.add(get, "/orders/{pk}/events", "Watch an order", this, &Api::watch_order)
      .takes_header("Last-Event-ID", "The id of the last event seen: what is not newer is not told again")
      .answers_events<Order>("order", "The order as it is now: at first, then whenever it has gone a step")
      .refuses({Code::order_not_found});
}

awaitable<Response> Api::place_order(const Request& request) {
  auto key = idempotency_key(request);
  auto wanted = request.read<NewOrder>();
  if (!key || !wanted) co_return problem(all_faults(key, wanted), request.id);
  auto placed = co_await place(*wanted, std::move(*key));
  if (!placed) co_return problem(placed.error(), request.id);
  auto response = http::json(placed->order, 201).with("Location", "/orders/" + placed->order.pk.text());
  if (placed->replayed) response.headers.emplace_back("Idempotent-Replayed", "true");
  co_return response;
}

// A key is bound to a pk first, then the order is placed under it: whoever repeats the request after a crash between
// the two finds the same pk and finishes the same order. A bound key may have its order under way, so it is not refused
// any more for want of stock: the stock decides.
awaitable<Outcome<Api::Placed>> Api::place(NewOrder wanted, std::string key) {
  const auto mark = fingerprint(wanted);
  auto bound = key.empty() ? std::optional<Bound>() : co_await orders_.recall(key);
  if (bound) {
    if (bound->fingerprint != mark) co_return reused();
    if (auto order = co_await orders_.find(bound->pk)) co_return Placed{std::move(*order), true};
  }
  auto product = co_await catalogue_.find(wanted.id);
  if (!product) co_return std::unexpected(product.error());
  if (!bound) {
    if (auto allowed = orderable(*product, wanted.quantity); !allowed) co_return std::unexpected(allowed.error());
  }
  const auto pk = orders_.new_pk(wanted.id);
  if (!key.empty() && !bound) bound = co_await orders_.remember(std::move(key), {pk, mark});
  if (bound && bound->fingerprint != mark) co_return reused();
  const auto placed_as = bound ? bound->pk : pk;
  auto order = co_await orders_.place(new_order(placed_as, wanted.quantity, *product, fee_percent_));
  co_return Placed{std::move(order), placed_as != pk};
}

awaitable<Response> Api::list_orders(const Request& request) {
  auto query = request.read_query<ListQuery>();
  if (!query) co_return problem(query.error(), request.id);
  if (!fits(query->cursor, partitions_)) {
    co_return problem(not_valid({{{"query", "cursor"}, "cursor_parsing", "Input should be a cursor of this list"}}),
                      request.id);
  }
  const auto limit = query->limit ? static_cast<std::size_t>(query->limit->value()) : default_limit;
  auto page = co_await orders_.list(limit, query->filter(), query->cursor);
  auto response = http::json(page.orders);
  if (page.next) response.headers.emplace_back("Link", next_page(std::move(*query), limit, std::move(*page.next)));
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
