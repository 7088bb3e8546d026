#include "inventory/api/pages.hpp"

#include "inventory/domain/refusals.hpp"
#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_writing =
    "Creates the page or replaces its text. With `If-None-Match: *` a page is only created; with `If-Match` only the "
    "text that the caller has read is replaced. The same text makes no new version.";

std::string tag_of(Version version) {
  return std::to_string(version.value());
}

// A version of a page never has another text, so the list is named by the versions in it.
std::string tag_of(const std::vector<WrittenPage>& pages) {
  std::string tag;
  for (const auto& page : pages) tag += describe::Scalar<PageName>::text(page.name) + '-' + tag_of(page.version) + '.';
  return tag + std::to_string(pages.size());
}

Outcome<PageName> name_parameter(const Request& request) {
  const auto name = describe::Scalar<PageName>::from_text(request.parameter("name"));
  if (name) return *name;
  return refuse(page_not_found, "The shop has no page of this name.");
}

std::optional<Version> page_version_in(std::string_view tag) {
  const auto version = describe::Scalar<Version>::from_text(tag);
  return version ? std::optional(*version) : std::nullopt;
}

ExpectedPage expected_page_of(const Request& request) {
  const auto [if_match, if_none_match] = rest::conditions_of(request);
  return {.exists = if_match.any,
          .absent = if_none_match.any,
          .versions = rest::accepted_by(if_match, page_version_in),
          .excluded = rest::excluded_by(if_none_match, page_version_in)};
}

Response answer(const WrittenPageResult& written, std::string_view name) {
  auto response = rest::json(written.page, written.created ? 201 : 200);
  if (written.created) response.headers.emplace_back("Location", "/pages/" + std::string(name));
  return std::move(response).with("ETag", '"' + tag_of(written.page.version) + '"');
}

}  // namespace

void PagesApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/pages", "List the pages that exist", this, &PagesApi::list_pages)
      .takes_header("If-None-Match", "The ETag of a read: 304 while no page has changed")
      .answers_many<WrittenPage>()
      .sends({"ETag"})
      .answers_nothing(304)
      .sends({"ETag"});
  router.add(get, "/pages/{name}", "Get a page", this, &PagesApi::get_page)
      .takes_header("If-None-Match", "The ETag of a read: 304 while the page is unchanged")
      .takes_header("If-Match", "The ETag of a read: 412 when the page has changed since")
      .answers<ShopPage>()
      .sends({"ETag"})
      .answers_nothing(304)
      .sends({"ETag"})
      .refuses({page_not_found, version_mismatch});
  router.add(put, "/pages/{name}", "Write a page", this, &PagesApi::write_page)
      .says(about_writing)
      .guarded()
      .takes_header("If-Match", "The ETag of a read: 412 when the page has changed since")
      .takes_header("If-None-Match", "*: 412 when the page exists")
      .takes<NewShopPage>()
      .answers<ShopPage>(201, "The page is new")
      .sends({"ETag", "Location"})
      .answers<ShopPage>(200, "The page has this text now")
      .sends({"ETag"})
      .refuses({page_not_found, version_mismatch});
  router.add(delete_, "/pages/{name}", "Delete a page", this, &PagesApi::delete_page)
      .guarded()
      .takes_header("If-Match", "The ETag of a read: 412 when the page has changed since")
      .takes_header("If-None-Match", "The ETag of a read: 412 while the page is unchanged")
      .answers_nothing()
      .refuses({page_not_found, version_mismatch});
}

awaitable<Response> PagesApi::list_pages(const Request& request) {
  const auto pages = co_await pages_.list();
  auto response = rest::json(pages);
  co_return rest::conditional(request, std::move(response), tag_of(pages), rest::whole);
}

awaitable<Response> PagesApi::get_page(const Request& request) {
  const auto name = name_parameter(request);
  if (!name) co_return problem(name.error(), request.id);
  if (rest::wants_fresh(request)) pages_.forget(*name);
  const auto page = co_await pages_.find(*name);
  if (!page) co_return problem(page.error(), request.id);
  co_return rest::conditional(request, {.body = (*page)->json}, tag_of((*page)->about.version), rest::whole);
}

awaitable<Response> PagesApi::write_page(const Request& request) {
  const auto name = name_parameter(request);
  if (!name) co_return problem(name.error(), request.id);
  auto wanted = rest::read_body<NewShopPage>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  const auto written = co_await pages_.write(*name, std::move(wanted->text), expected_page_of(request));
  if (!written) co_return problem(written.error(), request.id);
  co_return answer(*written, request.parameter("name"));
}

awaitable<Response> PagesApi::delete_page(const Request& request) {
  const auto name = name_parameter(request);
  if (!name) co_return problem(name.error(), request.id);
  const auto deleted = co_await pages_.remove(*name, expected_page_of(request));
  if (!deleted) co_return problem(deleted.error(), request.id);
  co_return rest::no_content();
}

}  // namespace souk::inventory
