#include "inventory/api/api.hpp"

#include <boost/describe.hpp>
#include <string>

#include "inventory/api/product_tag.hpp"
#include "inventory/search/search_cursor.hpp"
#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

using http::problem;
using http::Request;
using http::Response;

std::unexpected<Refusal> wrong_cursor() {
  return std::unexpected(not_valid({{{"query", "cursor"},
                                     "cursor_parsing",
                                     "Input should be a cursor that this list has given out for the same query"}}));
}

Response answer(const Product& product, unsigned status = 200) {
  return http::json(product, status).with("ETag", '"' + product_tag(product) + '"');
}

}  // namespace

void Api::add_routes(http::Router& router) {
  using enum http::Method;
  router.add(post, "/products", "Create a product", this, &Api::create_product)
      .admin()
      .takes<NewProduct>()
      .answers<Product>(201)
      .sends({"ETag", "Location"});
  router.add(get, "/products", "Find products, or list all of them", this, &Api::list_products)
      .costly()
      .takes_query<ListQuery>()
      .answers_many<Product>(200,
                             "A page. The header X-Total-Count tells how many there are in all, Link leads to the next")
      .sends({"X-Total-Count", "Link"})
      .refuses({Code::unavailable});
  router.add(post, "/products/batch", "Create and edit many products", this, &Api::write_products)
      .says(
          "An item is for the product that its `id` names, else its `sku`, else its `name` (however it is written: "
          "case, "
          "width and white space make no difference). If there is none, it is a new product, which needs `name`, "
          "`price` "
          "and `quantity`. `seen` is what the caller saw of the product, version 0 for none: when it is otherwise now, "
          "the "
          "item is a conflict and is not written. With `dry_run=true` nothing is written at all, and everything is "
          "answered as it would be.")
      .admin()
      .takes_query<BatchQuery>()
      .takes<Batch>()
      .answers<BatchResults>(200, "What became of each item, in their order")
      .refuses({Code::unavailable});
  router.add(get, "/products/events", "Watch products", this, &Api::watch_products)
      .takes_query<WatchQuery>()
      .answers_events<Product>("product", "One of them as it is now: at first, then whenever it has changed")
      .answers_events<ProductDeleted>("product_deleted", "There is no product with this id, or no longer");
  router.add(get, "/products/{id}", "Get a product", this, &Api::get_product)
      .takes_header("If-None-Match", "The ETag of a read: answered with 304 while the product is as it was then")
      .takes_header("If-Match", "The ETag of a read: refused with 412 when the product has been edited or sold since")
      .answers<Product>()
      .sends({"ETag"})
      .answers_nothing(304)
      .sends({"ETag"})
      .refuses({Code::product_not_found, Code::version_mismatch});
  router.add(patch, "/products/{id}", "Edit a product", this, &Api::edit_product)
      .says(
          "Fields that are absent stay as they are. `quantity` is what is on hand; it may not fall below what orders "
          "hold.")
      .admin()
      .takes_header("If-Match", "The ETag of a read: refused with 412 when the product has been edited or sold since")
      .takes_header("If-None-Match", "The ETag of a read: refused with 412 while the product is as it was then")
      .takes<ProductChanges>()
      .answers<Product>()
      .sends({"ETag"})
      .refuses({Code::product_not_found, Code::version_mismatch, Code::stock_reserved});
  router.add(delete_, "/products/{id}", "Delete a product", this, &Api::delete_product)
      .admin()
      .takes_header("If-Match", "The ETag of a read: refused with 412 when the product has been edited or sold since")
      .takes_header("If-None-Match", "The ETag of a read: refused with 412 while the product is as it was then")
      .answers_nothing()
      .refuses({Code::product_not_found, Code::version_mismatch});
}

awaitable<Response> Api::create_product(const Request& request) {
  auto wanted = request.read<NewProduct>();
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto product = co_await products_.create(std::move(*wanted));
  search_.changed(product.id);
  co_return answer(product, 201).with("Location", "/products/" + product.id.text());
}

awaitable<Response> Api::list_products(const Request& request) {
  auto query = request.read_query<ListQuery>();
  if (!query) co_return problem(query.error(), request.id);
  auto listed = co_await (query->is_plain() ? list(*query) : search(*query));
  if (!listed) co_return problem(listed.error(), request.id);
  auto response = http::json(listed->products).with("X-Total-Count", std::to_string(listed->total));
  if (!listed->next.empty()) response.headers.emplace_back("Link", query->link_to(listed->next));
  co_return response;
}

awaitable<Outcome<Api::Listed>> Api::list(ListQuery query) {
  const auto before = query.cursor ? Ulid::parse(query.cursor->text) : std::nullopt;
  if (query.cursor && !before) co_return wrong_cursor();
  auto page = co_await products_.list(query.size(), before);
  co_return Listed{std::move(page.products), page.total, page.next ? page.next->text() : ""};
}

awaitable<Outcome<Api::Listed>> Api::search(ListQuery query) {
  const auto wanted = query.search();
  const auto after = query.cursor ? parse_search_cursor(query.cursor->text, wanted) : std::nullopt;
  if (query.cursor && !after) co_return wrong_cursor();
  auto hits = co_await search_.search(wanted, query.size(), after);
  if (!hits) co_return std::unexpected(hits.error());
  auto products = co_await products_.find_all(std::move(hits->ids));
  co_return Listed{std::move(products), hits->total, hits->next ? cursor_text(*hits->next, wanted) : ""};
}

awaitable<Response> Api::write_products(const Request& request) {
  auto query = request.read_query<BatchQuery>();
  if (!query) co_return problem(query.error(), request.id);
  auto batch = request.read<Batch>();
  if (!batch) co_return problem(batch.error(), request.id);
  const auto mode = query->dry_run.value_or(false) ? Mode::preview : Mode::write;
  auto done = co_await batch_.write(std::move(batch->items), mode);
  if (!done) co_return problem(done.error(), request.id);
  if (mode == Mode::write) changed(*done);
  co_return http::json(*done);
}

void Api::changed(const BatchResults& written) {
  for (const auto& [outcome, product, fields, key, code, detail] : written.results) {
    if (product && outcome != BatchOutcome::unchanged) changed(product->id);
  }
}

// This process reads its own writes.
void Api::changed(const Ulid& id) {
  cache_.forget(id);
  search_.changed(id);
}

awaitable<Response> Api::get_product(const Request& request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  // no-cache: who asks because of a change must not get what was kept before it.
  if (request.header("Cache-Control") == "no-cache") cache_.forget(*id);
  auto product = co_await cache_.find(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return rest::conditional(request, {.body = std::string(product->json())}, product->tag(), version_of);
}

awaitable<Response> Api::edit_product(const Request& request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto changes = request.read<ProductChanges>();
  if (!changes) co_return problem(changes.error(), request.id);
  auto product = co_await products_.edit(*id, std::move(*changes), expected_of(request));
  changed(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return answer(*product);
}

awaitable<Response> Api::delete_product(const Request& request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto deleted = co_await products_.remove(*id, expected_of(request));
  changed(*id);
  if (!deleted) co_return problem(deleted.error(), request.id);
  co_return http::no_content();
}

}  // namespace souk::inventory
