#include "inventory/api/site_api.hpp"

#include "base/stable_hash.hpp"
#include "inventory/api/first_view.hpp"
#include "inventory/api/sitemap_xml.hpp"
#include "inventory/domain/refusals.hpp"
#include "rest/conditional.hpp"

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

}  // namespace

void SiteApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/site", "The start page", this, &SiteApi::start_page).hidden();
  router.add(get, "/site/products/{id}", "The page of a product", this, &SiteApi::product_page).hidden();
  router.add(get, "/site/groups/{group}", "The page of a group", this, &SiteApi::group_page).hidden();
  router.add(get, "/site/pages/{name}", "A page of the owner", this, &SiteApi::owners_page).hidden();
  router.add(get, "/site/robots.txt", "What crawlers may read", this, &SiteApi::robots).hidden();
  router.add(get, "/site/sitemap.xml", "Every page, or the files that have them", this, &SiteApi::sitemap)
      .costly()
      .hidden();
  router.add(get, "/site/sitemaps/{part}", "A part of every page", this, &SiteApi::part_of_sitemap).costly().hidden();
}

awaitable<Response> SiteApi::start_page(const Request& request) {
  const auto head = start_head(site_, request.query);
  if (!request.query.empty()) co_return page(request, head);
  co_return page(request, head, start_view(co_await newest_products()));
}

awaitable<Response> SiteApi::product_page(const Request& request) {
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return page(request, missing_head("Product not found"));
  const auto product = co_await cache_.find(*id);
  if (!product || (*product)->is_draft) co_return page(request, missing_head("Product not found"));
  const auto shown = read<ShownProduct>((*product)->json);
  co_return page(request, product_head(shown, site_), product_view(shown.name.value(), shown));
}

awaitable<Response> SiteApi::group_page(const Request& request) {
  auto id = GroupId::parse(request.parameter("group"));
  if (!id) co_return page(request, missing_head("Product not found"));
  const auto shown = co_await groups_.find(std::move(*id), Drafts::hidden);
  if (!shown && shown.error().code == unavailable) co_return problem(shown.error(), request.id);
  if (!shown) co_return page(request, missing_head("Product not found"));
  std::vector<ShownProduct> variants;
  for (const auto& variant : shown->variants) variants.push_back(read<ShownProduct>(variant->json));
  const auto view = product_view(shown->group->name.value(), variants.front());
  co_return page(request, group_head(*shown->group, variants, site_), view);
}

awaitable<Response> SiteApi::owners_page(const Request& request) {
  const auto name = describe::Scalar<PageName>::from_text(request.parameter("name"));
  if (!name) co_return page(request, missing_head("Page not found"));
  const auto found = co_await pages_.find(*name);
  if (!found) co_return page(request, missing_head("Page not found"));
  co_return page(request, page_head(read<ShopPage>((*found)->json), site_));
}

awaitable<std::vector<ShownProduct>> SiteApi::newest_products() {
  std::vector<ShownProduct> products;
  const auto listed = co_await finder_.listed(first_products, std::nullopt);
  if (!listed) co_return products;
  for (const auto& id : listed->ids) {
    const auto product = co_await cache_.find(id);
    if (product && !(*product)->is_draft) products.push_back(read<ShownProduct>((*product)->json));
  }
  co_return products;
}

Response SiteApi::page(const Request& request, const Head& head, std::string_view view) {
  auto body = shell_.page(html(head, site_), view);
  if (!body) return problem(body.error(), request.id);
  Response response{.status = head.path.empty() ? 404u : 200u, .content_type = "text/html; charset=utf-8"};
  response.body = std::move(*body);
  if (head.path.empty()) return response;
  const auto tag = std::to_string(stable_hash(response.body));
  return rest::conditional(request, std::move(response), tag, rest::whole);
}

awaitable<Response> SiteApi::robots(const Request& request) {
  auto text = shell_.robots();
  if (!text) co_return problem(text.error(), request.id);
  co_return Response{.body = *text + "\nSitemap: " + site_.url + "/sitemap.xml\n",
                     .content_type = "text/plain; charset=utf-8"};
}

awaitable<Response> SiteApi::sitemap(const Request& request) {
  co_return xml(request, co_await sitemap_.whole(co_await pages_.list()));
}

awaitable<Response> SiteApi::part_of_sitemap(const Request& request) {
  co_return xml(request, co_await sitemap_.part(std::string(request.parameter("part")), co_await pages_.list()));
}

// The longer it takes to make a file, the longer the gateway keeps it.
Response SiteApi::xml(const Request& request, const Outcome<SitemapFile>& file) const {
  if (!file) return problem(file.error(), request.id);
  const auto seconds = file->is_index ? 500 : file->entries.size() / 100;
  Response response{.body = xml_of(*file, site_.url), .content_type = "application/xml; charset=utf-8"};
  const auto kept = seconds == 0 ? std::string("no-cache") : "public, max-age=" + std::to_string(seconds);
  return std::move(response).with("Cache-Control", kept);
}

}  // namespace souk::inventory
