#include "inventory/api/site_api.hpp"

#include <algorithm>
#include <iterator>

#include "base/stable_hash.hpp"
#include "inventory/domain/refusals.hpp"
#include "rest/conditional.hpp"
#include "rest/refusals.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

// A cache hit is the JSON that the API answers, which our own code wrote.
template <class T>
T read(const std::string& json) {
  return describe::from_answer<T>(json).value();
}

std::string_view whole(std::string_view tag) {
  return tag;
}

// The more products are read for a file, the longer the gateway keeps it.
Response xml(std::string text, std::size_t products) {
  const auto seconds = products / 100;
  Response response{.body = std::move(text), .content_type = "application/xml; charset=utf-8"};
  return std::move(response).with("Cache-Control",
                                  seconds == 0 ? "no-cache" : "public, max-age=" + std::to_string(seconds));
}

}  // namespace

void SiteApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/site", "The start page", this, &SiteApi::start_page).hidden();
  router.add(get, "/site/products/{id}", "The page of a product", this, &SiteApi::product_page).hidden();
  router.add(get, "/site/pages/{name}", "A page of the owner", this, &SiteApi::owners_page).hidden();
  router.add(get, "/site/robots.txt", "What crawlers may read", this, &SiteApi::robots).hidden();
  router.add(get, "/site/sitemap.xml", "Every page, or the files that have them", this, &SiteApi::sitemap)
      .costly()
      .hidden();
  router.add(get, "/site/sitemaps/{part}", "A part of every page", this, &SiteApi::part_of_sitemap).costly().hidden();
}

awaitable<Response> SiteApi::start_page(const Request& request) {
  co_return page(request, start_head(site_));
}

awaitable<Response> SiteApi::product_page(const Request& request) {
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return page(request, missing_head("Product not found"));
  const auto product = co_await cache_.find(*id);
  if (!product) co_return page(request, missing_head("Product not found"));
  co_return page(request, product_head(read<Product>((*product)->json), site_));
}

awaitable<Response> SiteApi::owners_page(const Request& request) {
  const auto name = describe::Scalar<PageName>::from_text(request.parameter("name"));
  if (!name) co_return page(request, missing_head("Page not found"));
  const auto found = co_await pages_.find(*name);
  if (!found) co_return page(request, missing_head("Page not found"));
  co_return page(request, page_head(read<ShopPage>((*found)->json), site_));
}

Response SiteApi::page(const Request& request, const Head& head) {
  auto body = shell_.page(html(head, site_));
  if (!body) return problem(body.error(), request.id);
  Response response{.status = head.path.empty() ? 404u : 200u, .content_type = "text/html; charset=utf-8"};
  response.body = std::move(*body);
  if (head.path.empty()) return response;
  const auto tag = std::to_string(stable_hash(response.body));
  return rest::conditional(request, std::move(response), tag, whole);
}

awaitable<Response> SiteApi::robots(const Request& request) {
  auto text = shell_.robots();
  if (!text) co_return problem(text.error(), request.id);
  co_return Response{.body = *text + "\nSitemap: " + site_.url + "/sitemap.xml\n",
                     .content_type = "text/plain; charset=utf-8"};
}

awaitable<Response> SiteApi::sitemap(const Request& request) {
  auto products = co_await finder_.listed(most_products_, {});
  if (!products) co_return problem(products.error(), request.id);
  if (products->next) co_return co_await index(request, *products->next);
  auto all = co_await other_pages();
  std::ranges::move(co_await entries(std::move(products->ids)), std::back_inserter(all));
  co_return xml(sitemap_of(all), all.size());
}

awaitable<Response> SiteApi::part_of_sitemap(const Request& request) {
  const auto part = request.parameter("part");
  if (part == "pages.xml") co_return xml(sitemap_of(co_await other_pages()), 0);
  const auto after = part.ends_with(".xml") ? Ulid::parse(part.substr(0, part.size() - 4)) : std::nullopt;
  if (!after && part != "newest.xml") co_return problem({rest::not_found, "There is no such sitemap"}, request.id);
  auto products = co_await finder_.listed(most_products_, after);
  if (!products) co_return problem(products.error(), request.id);
  const auto all = co_await entries(std::move(products->ids));
  co_return xml(sitemap_of(all), all.size());
}

awaitable<std::vector<SitemapEntry>> SiteApi::other_pages() {
  std::vector<SitemapEntry> all{{site_.url + '/'}};
  for (const auto& written : co_await pages_.list()) {
    all.push_back({site_.url + "/pages/" + describe::Scalar<PageName>::text(written.name), written.updated_at});
  }
  co_return all;
}

// A part is named by the last product of the part before it.
awaitable<Response> SiteApi::index(const Request& request, Ulid last) {
  const auto file = site_.url + "/sitemaps/";
  std::vector<SitemapEntry> all{{file + "pages.xml"}, {file + "newest.xml"}};
  for (auto next = std::optional(last); next;) {
    all.push_back({file + next->text() + ".xml"});
    const auto products = co_await finder_.listed(most_products_, next);
    if (!products) co_return problem(products.error(), request.id);
    next = products->next;
  }
  co_return xml(index_of(all), most_products_);
}

awaitable<std::vector<SitemapEntry>> SiteApi::entries(std::vector<Ulid> products) {
  std::vector<SitemapEntry> all;
  for (const auto& [id, changed] : co_await finder_.last_changes(std::move(products))) {
    all.push_back({site_.url + "/products/" + id.text(), changed});
  }
  co_return all;
}

}  // namespace souk::inventory
