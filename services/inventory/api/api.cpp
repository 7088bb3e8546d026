#include "inventory/api/api.hpp"

#include <boost/describe.hpp>
#include <charconv>
#include <ranges>
#include <string>

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using http::problem;

constexpr std::size_t default_limit = 50;

struct ListQuery {
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<Ulid> cursor;
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (limit, cursor))

std::string etag(std::string_view version) { return '"' + std::string(version) + '"'; }

Response answer(const Product& product, unsigned status = 200) {
  return http::json(product, status).with("ETag", etag(std::to_string(product.version.value())));
}

// If-Match as the versions that it lists: "3", "7". "*" is any; what is no ETag of ours, or a weak one, matches none.
Expected expected(const Request& request) {
  const auto header = request.header("If-Match");
  if (header.empty() || header == "*") return std::nullopt;
  std::vector<Version> versions;
  for (const auto part : header | std::views::split(',')) {
    std::string_view tag(part);
    while (tag.starts_with(' ') || tag.starts_with('\t')) tag.remove_prefix(1);
    while (tag.ends_with(' ') || tag.ends_with('\t')) tag.remove_suffix(1);
    if (tag.size() < 3 || !tag.starts_with('"') || !tag.ends_with('"')) continue;
    std::int64_t number = 0;
    const auto* end = tag.data() + tag.size() - 1;
    if (std::from_chars(tag.data() + 1, end, number).ptr == end && number > 0) versions.push_back(Version(number));
  }
  return versions;
}

}  // namespace

void Api::add_routes(http::Router& router) {
  using enum http::Method;
  const auto bind = [this](auto handler) {
    return [this, handler](Request request) { return (this->*handler)(std::move(request)); };
  };
  router.add(post, "/products", "Create a product", bind(&Api::create_product))
      .admin()
      .takes<NewProduct>()
      .answers<Product>(201);
  router.add(get, "/products", "List products, newest first", bind(&Api::list_products))
      .takes_query<ListQuery>()
      .answers_many<Product>();
  router.add(get, "/products/{id}", "Get a product", bind(&Api::get_product))
      .answers<Product>()
      .refuses({Code::product_not_found});
  router.add(patch, "/products/{id}", "Edit a product", bind(&Api::edit_product))
      .admin()
      .takes_header("If-Match", "The ETag of a read: refused with 412 when the product has changed since")
      .takes<ProductChanges>()
      .answers<Product>()
      .refuses({Code::product_not_found, Code::version_mismatch, Code::stock_reserved});
  router.add(delete_, "/products/{id}", "Delete a product", bind(&Api::delete_product))
      .admin()
      .takes_header("If-Match", "The ETag of a read: refused with 412 when the product has changed since")
      .answers_nothing()
      .refuses({Code::product_not_found, Code::version_mismatch});
}

awaitable<Response> Api::create_product(Request request) {
  auto wanted = request.read<NewProduct>();
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto product = co_await products_.create(std::move(*wanted));
  co_return answer(product, 201).with("Location", "/products/" + product.id.text());
}

awaitable<Response> Api::list_products(Request request) {
  auto query = request.read_query<ListQuery>();
  if (!query) co_return problem(query.error(), request.id);
  const auto limit = query->limit ? static_cast<std::size_t>(query->limit->value()) : default_limit;
  auto page = co_await products_.list(limit, query->cursor);
  auto response = http::json(page.products);
  if (page.next) {
    response.headers.emplace_back("Link", "</products?limit=" + std::to_string(limit) +
                                              "&cursor=" + page.next->text() + ">; rel=\"next\"");
  }
  co_return response;
}

awaitable<Response> Api::get_product(Request request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  // no-cache: who asks because of a change must not get what was kept before it.
  if (request.header("Cache-Control") == "no-cache") cache_.forget(*id);
  auto product = co_await cache_.find(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return Response{.body = std::string(product->json())}.with("ETag", etag(product->version()));
}

awaitable<Response> Api::edit_product(Request request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto changes = request.read<ProductChanges>();
  if (!changes) co_return problem(changes.error(), request.id);
  auto product = co_await products_.edit(*id, std::move(*changes), expected(request));
  cache_.forget(*id);
  if (!product) co_return problem(product.error(), request.id);
  co_return answer(*product);
}

awaitable<Response> Api::delete_product(Request request) {
  auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto deleted = co_await products_.remove(*id, expected(request));
  cache_.forget(*id);
  if (!deleted) co_return problem(deleted.error(), request.id);
  co_return http::no_content();
}

}  // namespace souk::inventory
