#include <algorithm>
#include <boost/json/serialize.hpp>

#include "http/ascii.hpp"
#include "rest/refusals.hpp"
#include "rest/router.hpp"

// Built in by swagger-ui/embed.cmake.
namespace souk::embedded {
std::string_view swagger_page();
std::string_view swagger_start();
std::string_view swagger_bundle();
std::string_view swagger_style();
}  // namespace souk::embedded

namespace souk::rest {

namespace {

// Swagger UI has inline styles and icons in data: URLs. Everything else must be a file of this server.
constexpr auto policy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Response page(std::string_view content_type, std::string_view bytes) {
  return {.body = std::string(bytes),
          .content_type = content_type,
          .headers = {{"Content-Security-Policy", policy},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "max-age=3600"}}};
}

awaitable<Response> docs_page(const Request&) {
  co_return page("text/html; charset=utf-8", embedded::swagger_page());
}

awaitable<Response> docs_file(const Request& request) {
  const auto file = request.parameter("file");
  if (file == "start.js") co_return page("text/javascript; charset=utf-8", embedded::swagger_start());
  if (file == "swagger-ui-bundle.js") co_return page("text/javascript; charset=utf-8", embedded::swagger_bundle());
  if (file == "swagger-ui.css") co_return page("text/css; charset=utf-8", embedded::swagger_style());
  co_return problem({not_found, "There is nothing at this path"}, request.id);
}

// The prefix under which a gateway serves this API. "/" when X-Forwarded-Prefix is absent or invalid.
std::string_view prefix_of(const Request& request) {
  const auto prefix = request.header("X-Forwarded-Prefix");
  const bool sound =
      prefix.size() > 1 && prefix.size() < 256 && prefix.front() == '/' &&
      std::ranges::all_of(
          prefix,
          [](char c) { return http::is_letter(c) || http::is_digit(c) || std::string_view("/-._~").contains(c); });
  return sound && !prefix.starts_with("//") ? prefix : "/";
}

}  // namespace

void Router::add_docs() {
  has_docs_ = true;
  add(Method::get, "/openapi.json", "Get this description", [this](const Request& request) -> awaitable<Response> {
    co_return Response{.body = boost::json::serialize(openapi(prefix_of(request)))};
  }).hidden();
  add(Method::get, "/docs", "Show the documentation", docs_page).hidden();
  add(Method::get, "/docs/{file}", "A file of the docs", docs_file).hidden();
  // The page's links are relative, so that they work behind a gateway's prefix. A page opened as "/docs/" requests
  // "/docs/docs/...".
  add(Method::get, "/docs/docs/{file}", "A file of the docs", docs_file).hidden();
}

}  // namespace souk::rest
