#include "inventory/api/api.hpp"

#include <boost/describe.hpp>
#include <string>

#include "auth/admin_auth.hpp"
#include "inventory/api/cause.hpp"
#include "inventory/api/product_tag.hpp"
#include "inventory/domain/refusals.hpp"
#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_variants =
    "A `group` must exist, and `options` must have one value for each of its options, which no other product of the "
    "group has; a group has at most 100 products. Two processes that write at the same moment may break the last two "
    "rules. A product that leaves its group (`group` null) loses its options.";

constexpr const char* about_sales =
    "A product in the state `draft` is visible to the admin only and cannot be ordered; a `frozen` one is visible to "
    "all "
    "and cannot be ordered. An `active` one can be ordered from "
    "`sale_starts_at` until before `sale_ends_at`, by the clock of Redis; null: no start, no end. `limit_per_order` is "
    "the "
    "most units of an order. `limit_per_customer` is the most units of a signed-in customer over all orders that were "
    "placed while there was a limit, without those that were rejected, cancelled or refunded; of a product with a "
    "`group` it counts over all products of the group. Null: no limit. A product that existed before it joined its "
    "group cannot have one. A product with a `group` is a variant of it: `options` has one value for each of the "
    "group's options.";

Response answer(const Product& product, unsigned status = 200) {
  return rest::json(product, status).with("ETag", '"' + product_tag(product) + '"');
}

Response answer(const FoundPage& page, const ListQuery& query) {
  auto response = rest::json(page.products).with("X-Total-Count", std::to_string(page.total));
  if (!page.next.empty()) response.headers.emplace_back("Link", query.link_to(page.next));
  return response;
}

// The use case names the field; that it stood in the query, and where its values come from, is said here.
Refusal of_query(Refusal refusal) {
  for (auto& fault : refusal.errors) {
    if (fault.type == foreign_cursor) fault.msg = "Input should be a cursor from a Link header of the same query";
  }
  return rest::within("query", std::move(refusal));
}

}  // namespace

void Api::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(post, "/products", "Create a product", this, &Api::create_product)
      .says(std::string(about_variants) + " " + about_reasons)
      .guarded()
      .takes_query<CauseQuery>()
      .takes<NewProduct>()
      .answers<Product>(201)
      .sends({"ETag", "Location"})
      .refuses({unavailable});
  router.add(get, "/products", "Find products, or list all of them", this, &Api::list_products)
      .costly()
      .takes_query<ListQuery>()
      .answers_many<ListedProduct>(200,
                                   "A page. X-Total-Count has the number of products on all pages, Link the next page")
      .sends({"X-Total-Count", "Link"})
      .says(
          "Without drafts, unless the admin asks for them with `drafts=true`. With `grouped=true` the variants of a "
          "group are one entry, where the first of them stands: one of them, and `summary` of the group.")
      .refuses({unavailable, auth::unauthorized});
  router.add(get, "/products/suggestions", "Suggest other searches", this, &Api::suggest)
      .says("At most three, the best first, when the words find nothing. Each suggestion finds a product.")
      .takes_query<SuggestionsQuery>()
      .answers<Suggestions>()
      .refuses({unavailable});
  router.add(post, "/products/batch", "Create and edit many products", this, &Api::write_products)
      .says(
          "An item's product is found by its `id`, else its `sku`, else its `name` (case, width and white space make "
          "no "
          "difference). If none is found, the item creates a product and needs `name`, `price` and `quantity`. `seen` "
          "is "
          "the state that the caller saw, version 0 for no product. If the product has changed since, the item is a "
          "conflict and is not written. With `dry_run=true` nothing is written; the answer is the same as without. "
          "`groups` that do not exist are made first; those that exist get the values that they lack. `reason` is kept "
          "in "
          "the ledger of each product.")
      .guarded()
      .takes_query<BatchQuery>()
      .takes<Batch>()
      .answers<BatchResults>(200, "The result of each item, in their order")
      .refuses({unavailable});
  router.add(get, "/products/events", "Watch products", this, &Api::watch_products)
      .takes_query<WatchQuery>()
      .says("Only the admin sees a draft; for others there is no such product.")
      .answers_events<Product>("product", "A product as it is now: first at the start, then after each change")
      .answers_events<ProductDeleted>("product_deleted", "There is no product with this id (any more)");
  router.add(get, "/products/{id}", "Get a product", this, &Api::get_product)
      .says(about_sales)
      .takes_header("If-None-Match", "The ETag of a read: 304 while the product is unchanged")
      .takes_header("If-Match", "The ETag of a read: 412 when the product was edited or sold since")
      .answers<Product>()
      .sends({"ETag"})
      .answers_nothing(304)
      .sends({"ETag"})
      .refuses({product_not_found, version_mismatch});
  router.add(patch, "/products/{id}", "Edit a product", this, &Api::edit_product)
      .says(
          std::string(
              "Fields that are absent stay as they are. `quantity` is the stock on hand; it may not fall below what "
              "orders hold. `frozen` stops the sale of a product at once, `active` releases it; orders that have their "
              "units go on. ") +
          about_reasons + " " + about_variants)
      .guarded()
      .takes_query<CauseQuery>()
      .takes_header("If-Match", "The ETag of a read: 412 when the product was edited or sold since")
      .takes_header("If-None-Match", "The ETag of a read: 412 while the product is unchanged")
      .takes<ProductChanges>()
      .answers<Product>()
      .sends({"ETag"})
      .refuses({product_not_found, version_mismatch, stock_reserved, unavailable});
  router.add(delete_, "/products/{id}", "Delete a product", this, &Api::delete_product)
      .guarded()
      .takes_header("If-Match", "The ETag of a read: 412 when the product was edited or sold since")
      .takes_header("If-None-Match", "The ETag of a read: 412 while the product is unchanged")
      .answers_nothing()
      .refuses({product_not_found, version_mismatch});
}

awaitable<Response> Api::create_product(const Request& request) {
  auto wanted = read_caused<NewProduct>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  const auto product = co_await writer_.create(std::move(wanted->body), std::move(wanted->cause));
  if (!product) co_return problem(rest::within("body", product.error()), request.id);
  co_return answer(*product, 201).with("Location", "/products/" + product->id.text());
}

awaitable<Response> Api::list_products(const Request& request) {
  auto query = rest::read_query<ListQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  if (query->shows_drafts()) {
    if (auto refused = co_await check_admin_(request)) co_return std::move(*refused);
  }
  auto page = co_await finder_.find(query->page());
  if (!page) co_return problem(of_query(std::move(page.error())), request.id);
  co_return answer(*page, *query);
}

awaitable<Response> Api::suggest(const Request& request) {
  auto query = rest::read_query<SuggestionsQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  auto found = co_await finder_.suggest(query->q.value());
  if (!found) co_return problem(found.error(), request.id);
  co_return rest::json(Suggestions{std::move(*found)});
}

awaitable<Response> Api::write_products(const Request& request) {
  auto query = rest::read_query<BatchQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  auto batch = rest::read_body<Batch>(request);
  if (!batch) co_return problem(batch.error(), request.id);
  auto done = co_await writer_.write_batch(std::move(batch->items), std::move(batch->groups).value_or(BatchGroups()),
                                           query->mode(), cause_of(request, query->reason));
  if (!done) co_return problem(done.error(), request.id);
  co_return rest::json(*done);
}

awaitable<Drafts> Api::drafts_for(const Request& request) {
  co_return co_await rest::passes(check_admin_, request) ? Drafts::shown : Drafts::hidden;
}

awaitable<Response> Api::get_product(const Request& request) {
  auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  if (rest::wants_fresh(request)) cache_.forget(*id);
  auto product = co_await cache_.find(*id);
  if (product && (*product)->is_draft && co_await drafts_for(request) == Drafts::hidden)
    product = Products::not_found(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return rest::conditional(request, {.body = (*product)->json}, (*product)->tag, version_of);
}

awaitable<Response> Api::edit_product(const Request& request) {
  auto wanted = read_caused<ProductChanges>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto product = co_await writer_.edit(*id, std::move(wanted->body), expected_of(request), std::move(wanted->cause));
  if (!product) co_return problem(rest::within("body", product.error()), request.id);
  co_return answer(*product);
}

awaitable<Response> Api::delete_product(const Request& request) {
  auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto deleted = co_await writer_.remove(*id, expected_of(request));
  if (!deleted) co_return problem(deleted.error(), request.id);
  co_return rest::no_content();
}

}  // namespace souk::inventory
