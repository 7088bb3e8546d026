// The shop's money, for its owner: of one order, and of days.
#include "payment/api/api.hpp"
#include "payment/app/show_turnover.hpp"
#include "payment/app/start_reconciliation.hpp"
#include "payment/domain/ledger.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/page.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_ledger =
    "What was asked of the payment provider and what it said, oldest first, and the refunds. Nothing of the customer.";

constexpr const char* about_turnover =
    "What was captured (all that buyers paid, fees included) and paid back, by day of UTC and by product: the 100 that "
    "brought most, and the sum of the others. At most 366 days, by default the last 30. An order and its units count "
    "on "
    "the day of the capture, a refund on the day on which it was made; one that fails later is taken from `refunded` "
    "on "
    "the day on which it failed. Days before `since` are not counted whole. `refusals`: orders, or lines of them, that "
    "were "
    "refused, by reason; at the door or by inventory, on the day of the refusal. `left`: what can be ordered of a "
    "product "
    "now, as payment knows it, at most 30 s old. `sell_through`: of 100 units that were sold in these days or are left "
    "now, "
    "those sold.";

constexpr const char* about_one =
    "Of one product, also of a deleted one: what was sold, captured and paid back in these days, and the orders that "
    "were "
    "refused; by default the last 30 days. For a page that asks again and again: the answer may be a second old.";

constexpr const char* about_reconciling =
    "A worker compares the ledgers with the provider each hour. This asks it to do so now; while it does, a repeat "
    "changes "
    "nothing. What it finds is listed at /payments/differences and /payments/strays.";

constexpr const char* about_strays =
    "What the provider booked for no order of this shop, or with another amount or currency, newest first. None of it "
    "was "
    "applied. `advice` says what to do.";

constexpr const char* about_differences =
    "What the provider had booked and a ledger had not (`theirs`), or the reverse (`ours`), newest first. A booking "
    "that a "
    "ledger had not was added. `advice` says what to do.";

struct FindingsQuery {
  std::optional<rest::PageLimit> limit;
  std::optional<rest::PageCursor<FindingCursor>> cursor;
};
BOOST_DESCRIBE_STRUCT(FindingsQuery, (), (limit, cursor))

struct TurnoverQuery {
  std::optional<describe::Date> from, to;
};
BOOST_DESCRIBE_STRUCT(TurnoverQuery, (), (from, to))

struct ProductTurnoverQuery {
  Ulid id;
  std::optional<describe::Date> from, to;
};
BOOST_DESCRIBE_STRUCT(ProductTurnoverQuery, (), (id, from, to))

// A query without faults of its own may still be no range of days.
template <class Query>
Outcome<Days> days_of(const Outcome<Query>& query) {
  if (!query) return std::unexpected(query.error());
  auto days = Days::of(query->from, query->to, std::chrono::floor<std::chrono::days>(wall_clock()));
  if (!days) return std::unexpected(rest::within("query", std::move(days.error())));
  return days;
}

template <class T>
auto shown(const std::vector<T>& all) {
  std::vector<decltype(shown(all.front()))> entries;
  for (const auto& one : all) entries.push_back(shown(one));
  return entries;
}

// A page of strays or differences.
template <class T>
Response list(const Request& request, std::string_view path, std::vector<T> all) {
  auto query = rest::read_query<FindingsQuery>(request);
  if (!query) return problem(query.error(), request.id);
  auto page = page_of(std::move(all), rest::page_size(query->limit), rest::place_of(query->cursor));
  return rest::paged(shown(page.found), path, std::move(*query), std::move(page.next));
}

}  // namespace

void Api::add_money(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/orders/{pk}/ledger", "Get the ledger of an order", this, &Api::show_ledger)
      .says(about_ledger)
      .guarded()
      .answers<LedgerView>()
      .refuses({order_not_found});
  router.add(get, "/turnover", "Get the turnover of some days", this, &Api::show_turnover)
      .says(about_turnover)
      .guarded()
      .costly()
      .takes_query<TurnoverQuery>()
      .answers<Turnover>();
  router.add(get, "/turnover/product", "Get the turnover of a product", this, &Api::show_product_turnover)
      .says(about_one)
      .guarded()
      .costly()
      .takes_query<ProductTurnoverQuery>()
      .answers<ProductTurnover>();
  router.add(get, "/payments/strays", "List stray bookings of the provider", this, &Api::list_strays)
      .says(about_strays)
      .guarded()
      .takes_query<FindingsQuery>()
      .answers_many<ShownStray>()
      .sends({"Link"});
  router.add(get, "/payments/differences", "List differences of the reconciliation", this, &Api::list_differences)
      .says(about_differences)
      .guarded()
      .takes_query<FindingsQuery>()
      .answers_many<ShownDifference>()
      .sends({"Link"});
  router.add(get, "/payments/reconciliation", "Get the state of the reconciliation", this, &Api::show_reconciliation)
      .guarded()
      .answers<ReconciliationState>();
  router.add(post, "/payments/reconciliation", "Reconcile now", this, &Api::start_reconciliation)
      .says(about_reconciling)
      .guarded()
      .answers<ReconciliationState>(202, "Its state")
      .refuses({no_payment_provider});
}

awaitable<Response> Api::show_ledger(const Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return problem(pk.error(), request.id);
  const auto order = co_await parts_.orders.find_for_admin(*pk);
  if (!order) co_return problem(order.error(), request.id);
  co_return rest::json(ledger_of(*order, co_await parts_.ledgers.read(*pk), shop_.payments));
}

awaitable<Response> Api::show_turnover(const Request& request) {
  const auto days = days_of(rest::read_query<TurnoverQuery>(request));
  if (!days) co_return problem(days.error(), request.id);
  co_return rest::json(co_await with_stock(co_await parts_.turnovers.read(*days), parts_.offers));
}

awaitable<Response> Api::show_product_turnover(const Request& request) {
  const auto query = rest::read_query<ProductTurnoverQuery>(request);
  const auto days = days_of(query);
  if (!days) co_return problem(days.error(), request.id);
  co_return rest::json(co_await parts_.shared_turnover.read(query->id, *days));
}

awaitable<Response> Api::list_strays(const Request& request) {
  co_return list(request, "/payments/strays", co_await parts_.ledgers.strays());
}

awaitable<Response> Api::list_differences(const Request& request) {
  co_return list(request, "/payments/differences", co_await parts_.ledgers.differences());
}

awaitable<Response> Api::show_reconciliation(const Request&) {
  co_return rest::json(co_await parts_.reconciliations.state());
}

awaitable<Response> Api::start_reconciliation(const Request& request) {
  const auto state = co_await payment::start_reconciliation(parts_.reconciliations, shop_.payments);
  if (!state) co_return problem(state.error(), request.id);
  co_return rest::json(*state, 202);
}

}  // namespace souk::payment
