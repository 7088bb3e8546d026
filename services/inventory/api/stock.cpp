#include "inventory/api/stock.hpp"

#include "auth/caller.hpp"
#include "inventory/api/api.hpp"
#include "inventory/domain/refusals.hpp"
#include "rest/idempotency_key.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr std::size_t default_entries = 50;

constexpr const char* about_adjusting =
    "`add`: so many units more, or less if it is negative. `counted`: as many as were counted, without those that are "
    "sold and not shipped yet; decided when it is applied, so an order that is paid meanwhile is not lost. It may not "
    "fall "
    "below what orders hold. The change is an entry of the product's ledger.";

constexpr const char* about_the_ledger =
    "What people did to the stock, the price and the state of the product, newest first: `limit` entries, 50 by "
    "default, of "
    "the last 1000 or some more. `quantity`, `price`, `state` and `taken` are as they were afterwards; `taken` is what "
    "orders had taken until then, without what came back. `who` is `token` for a client with the store's token, "
    "`session ...` for a signed-in browser, `anyone` in a shop without a token. `balanced`: each entry follows from "
    "the one "
    "before it and from what orders took between, and the stock from the last one.";

constexpr const char* about_watching =
    "Of a product that is watched anyway this costs the database nothing. Orders a second are the difference of "
    "`orders` "
    "between two events.";

struct Adjustment {
  Ulid id;
  StockChange change;
  std::string key;
};

Outcome<Adjustment> read_adjustment(const Request& request) {
  auto wanted = rest::keyed(rest::read_body<StockChange>(request), rest::optional_idempotency_key(request));
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) return std::unexpected(std::move(id.error()));
  return Adjustment{*id, std::move(wanted->body), std::move(wanted->key)};
}

awaitable<bool> send_sale(http::EventStream& stream, Ulid id, std::shared_ptr<const RenderedProduct> product) {
  if (product) {
    const auto figures = rest::json(product->figures).body;
    co_return co_await stream.send({.name = "sale", .data = figures});
  }
  const auto deleted = rest::json(ProductDeleted{id}).body;
  co_return co_await stream.send({.name = "product_deleted", .data = deleted});
}

}  // namespace

void StockApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(post, "/products/{id}/stock", "Add to the stock, or count it", this, &StockApi::adjust_stock)
      .says(about_adjusting)
      .guarded()
      .takes_header(rest::idempotency_key_name,
                    "1 to 255 visible characters: a repeat with the same key and body changes nothing",
                    rest::idempotency_key_pattern)
      .takes<StockChange>()
      .answers<Product>(200, "The product as it is now")
      .sends({"ETag", "Idempotent-Replayed"})
      .refuses({product_not_found, stock_reserved, idempotency_key_reused});
  router.add(get, "/products/{id}/ledger", "Get the ledger of a product's stock", this, &StockApi::show_ledger)
      .says(about_the_ledger)
      .guarded()
      .takes_query<LedgerQuery>()
      .answers<StockLedger>()
      .refuses({product_not_found});
  router.add(get, "/products/{id}/sale/events", "Watch the sale of a product", this, &StockApi::watch_sale)
      .says(about_watching)
      .guarded()
      .answers_events<SaleFigures>("sale", "The figures as they are now: first at the start, then after each change")
      .answers_events<ProductDeleted>("product_deleted", "There is no product with this id (any more)")
      .refuses({product_not_found});
}

awaitable<Response> StockApi::adjust_stock(const Request& request) {
  auto wanted = read_adjustment(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  Cause cause{.who = auth::caller_of(request)};
  auto [id, change, key] = std::move(*wanted);
  auto adjusted = co_await keeper_.adjust(id, std::move(change), std::move(key), std::move(cause));
  if (!adjusted) co_return problem(rest::within("body", std::move(adjusted.error())), request.id);
  auto response = rest::json(adjusted->product).with("ETag", '"' + product_tag(adjusted->product) + '"');
  co_return rest::replayable(std::move(response), adjusted->replayed);
}

awaitable<Response> StockApi::show_ledger(const Request& request) {
  const auto query = rest::read_query<LedgerQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  const auto most = query->limit ? static_cast<std::size_t>(query->limit->value()) : default_entries;
  const auto ledger = co_await ledgers_.read(*id, most);
  if (!ledger) co_return problem(ledger.error(), request.id);
  co_return rest::json(*ledger);
}

awaitable<Response> StockApi::watch_sale(const Request& request) {
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  const auto product = co_await cache_.find(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return http::event_stream([this, id = *id](http::EventStream& stream) { return send_figures(stream, id); });
}

// Runs until the client leaves; then it is cancelled.
awaitable<void> StockApi::send_figures(http::EventStream& stream, Ulid id) {
  auto watcher = cache_.watch({id});
  for (bool open = true; open;) {
    const auto change = co_await watcher.next();
    open = co_await send_sale(stream, id, change.value);
  }
}

}  // namespace souk::inventory
