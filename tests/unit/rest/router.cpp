#include "rest/router.hpp"

#include <gmock/gmock.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "base/unavailable.hpp"
#include "unit/rest/ask.hpp"

namespace souk::rest::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Handler say(std::string text) {
  return [text](const Request& request) -> awaitable<Response> {
    std::string body = text + " " + request.path;
    for (const auto& [name, value] : request.parameters) body.append(" ").append(name).append("=").append(value);
    co_return Response{.body = std::move(body)};
  };
}

awaitable<std::optional<Response>> refuse_without_key(const Request& request) {
  if (request.header("Authorization") == "key") co_return std::nullopt;
  if (request.header("Authorization") == "away") throw Unavailable(Dependency::database, "away");
  co_return Response{.status = 403};
}

class Routes : public ::testing::Test {
 protected:
  Routes() {
    router.add(Method::get, "/", "The root", say("root"));
    router.add(Method::get, "/products/{id}", "A product", say("product"));
    router.add(Method::delete_, "/products/{id}", "Delete a product", say("deleted")).guarded();
    router.add(Method::get, "/products", "All products", say("products"));
    router.add(Method::post, "/products", "Add a product", say("added"));
    router.add(Method::get, "/products/search", "Find products", say("search"));
    router.add(Method::get, "/{kind}/search", "Find anything", say("any"));
    router.add(Method::get, "/products/{id}/parts/{part}", "A part", say("part"));
  }
  Response get(std::string path) { return ask(router, {.path = std::move(path)}).response; }
  Response as(std::string authorization) {
    return ask(router,
               {.method = Method::delete_, .path = "/products/1", .headers = {{"authorization", authorization}}})
        .response;
  }

  Router router{{.title = "T",
                 .version = "1",
                 .description = "",
                 .guard = {.check = refuse_without_key},
                 .cors_origins = {"http://shop"}}};
};

TEST_F(Routes, are_found_by_method_and_path) {
  EXPECT_EQ(get("/").body, "root /");
  EXPECT_EQ(get("/products").body, "products /products");
  EXPECT_EQ(ask(router, {.method = Method::post, .path = "/products"}).response.body, "added /products");
  EXPECT_EQ(get("/products/7").body, "product /products/7 id=7");
  EXPECT_EQ(get("/products/7/parts/8").body, "part /products/7/parts/8 id=7 part=8");
}

TEST_F(Routes, report_the_pattern_that_matched) {
  EXPECT_EQ(ask(router, {.path = "/products/7/"}).route, "/products/{id}");
  EXPECT_EQ(ask(router, {.method = Method::put, .path = "/products/7"}).route, "/products/{id}");
  EXPECT_EQ(ask(router, {.path = "/nowhere"}).route, "unmatched");
}

TEST_F(Routes, prefer_a_literal_segment_to_a_parameter) {
  EXPECT_EQ(get("/products/search").body, "search /products/search");
  EXPECT_EQ(get("/orders/search").body, "any /orders/search kind=orders");
}

TEST_F(Routes, ignore_one_trailing_slash) {
  EXPECT_EQ(get("/products/").body, "products /products");
  EXPECT_EQ(get("/products/7/").body, "product /products/7 id=7");
  for (const char* path : {"//", "/products//", "//products", "/products//7", "/products//parts/8"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(Routes, decode_each_segment_separately) {
  EXPECT_EQ(get("/pro%64ucts/a%2Fb%20c").body, "product /products/a/b c id=a/b c");
  EXPECT_EQ(get("/products/%252F").body, "product /products/%2F id=%2F");
  EXPECT_EQ(get("/products%2F7").status, 404);
}

TEST_F(Routes, are_not_found_at_a_path_that_is_not_text) {
  for (const char* path : {"/products/%", "/products/%zz", "/products/%00", "/products/%ff", "/products/%c0%af"}) {
    const auto response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"not_found\""));
  }
}

TEST_F(Routes, list_the_methods_of_a_path) {
  const auto response = ask(router, {.method = Method::put, .path = "/products"}).response;
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(Routes, answer_501_to_an_unknown_method_at_any_path) {
  for (const char* path : {"/products", "/nowhere"}) {
    const auto response = ask(router, {.method = Method::other, .path = path}).response;
    EXPECT_EQ(response.status, 501);
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"not_implemented\""));
  }
}

TEST_F(Routes, answer_head_like_get) {
  EXPECT_EQ(ask(router, {.method = Method::head, .path = "/products"}).response.body, "products /products");
}

TEST_F(Routes, that_are_guarded_ask_the_guard) {
  EXPECT_EQ(as("key").status, 200);
  EXPECT_EQ(as("").status, 403);
  EXPECT_EQ(ask(router, {.path = "/products/1"}).response.status, 200);
  EXPECT_EQ(as("away").status, 503);
}

TEST(Router, without_a_guard_has_no_protected_routes) {
  Router router({.title = "T", .version = "1", .description = ""});
  router.add(Method::get, "/a", "A", say("a")).guarded();
  EXPECT_EQ(ask(router, {.path = "/a"}).response.status, 200);
}

Request preflight(std::string origin) {
  return {.method = Method::options,
          .path = "/products",
          .headers = {{"Origin", std::move(origin)}, {"Access-Control-Request-Method", "POST"}}};
}

TEST_F(Routes, answer_the_preflight_of_an_allowed_origin) {
  const auto response = ask(router, preflight("http://shop")).response;
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "http://shop");
  EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(header(response, "Access-Control-Allow-Headers"),
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, Last-Event-ID, "
            "Challenge-Solution");
  EXPECT_EQ(header(response, "Access-Control-Max-Age"), "600");
  EXPECT_EQ(header(response, "Vary"), "Origin");
}

TEST_F(Routes, show_another_origin_only_the_methods) {
  for (const char* origin : {"http://evil", "http://shop.evil", "null", ""}) {
    const auto response = ask(router, preflight(origin)).response;
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(header(response, "Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "");
    EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "");
    EXPECT_EQ(header(response, "Vary"), "Origin");
  }
}

TEST_F(Routes, allow_an_allowed_origin_to_read_answers_and_refusals) {
  for (const char* path : {"/products", "/nowhere"}) {
    const auto response = ask(router, {.path = path, .headers = {{"Origin", "http://shop"}}}).response;
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "http://shop");
    EXPECT_EQ(header(response, "Access-Control-Expose-Headers"),
              "X-Request-Id, X-Total-Count, Link, ETag, Location, Retry-After, Idempotent-Replayed");
  }
  EXPECT_EQ(header(ask(router, {.path = "/products", .headers = {{"Origin", "http://evil"}}}).response,
                   "Access-Control-Allow-Origin"),
            "");
}

class Failures : public ::testing::Test {
 protected:
  Failures() {
    log::set_sink(
        [this](log::Level, std::string_view event, std::span<const log::Field> fields) {
          line = event;
          for (const auto& field : fields) line.append(" ").append(field.name).append("=").append(field.value);
        },
        log::Level::debug);
  }
  ~Failures() override { log::set_sink({}, log::Level::info); }

  template <class Error>
  Response failing(Error error) {
    Router router({.title = "T", .version = "1", .description = ""});
    router.add(Method::get, "/a", "A", [error](const Request&) -> awaitable<Response> {
      co_await boost::asio::post(co_await boost::asio::this_coro::executor, boost::asio::use_awaitable);
      throw error;
    });
    return ask(router, {.path = "/a"}).response;
  }
  std::string line;
};

TEST_F(Failures, of_a_dependency_are_503_and_leak_no_address) {
  const auto database = failing(Unavailable(Dependency::database, "redis 10.0.0.7:6379: refused"));
  EXPECT_EQ(database.status, 503);
  EXPECT_EQ(header(database, "Retry-After"), "1");
  EXPECT_THAT(database.body, HasSubstr("The database is unavailable"));
  EXPECT_THAT(database.body, Not(HasSubstr("10.0.0.7")));
  EXPECT_THAT(line, HasSubstr("request_id=r1 route=/a error=redis 10.0.0.7:6379: refused"));
  EXPECT_THAT(failing(Unavailable(Dependency::service, "http http://10.0.0.7:8000 failed")).body,
              HasSubstr("A service that this one needs is unavailable"));
}

TEST_F(Failures, of_a_busy_dependency_do_not_say_that_it_is_unavailable) {
  const auto database = failing(Busy(Dependency::database, "redis 10.0.0.7:6379: too many calls wait already"));
  EXPECT_EQ(database.status, 503);
  EXPECT_EQ(header(database, "Retry-After"), "1");
  EXPECT_THAT(database.body, HasSubstr("The server is too busy"));
}

TEST_F(Failures, of_our_own_code_are_500_and_logged_with_the_request_id) {
  const auto response = failing(std::runtime_error("secret"));
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, HasSubstr("\"code\":\"internal_error\""));
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  EXPECT_THAT(line, HasSubstr("request_failed request_id=r1 route=/a error=secret"));
  EXPECT_EQ(failing(42).status, 500);
}

TEST(Docs, are_a_page_that_works_offline_under_a_strict_policy) {
  Router router({.title = "T", .version = "1", .description = ""});
  router.add_docs();
  const auto page = ask(router, {.path = "/docs/"}).response;
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("swagger-ui-bundle.js"));
  EXPECT_THAT(page.body, Not(HasSubstr("http")));
  EXPECT_THAT(page.body, Not(HasSubstr("<style")));
  EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("default-src 'self'"));
  EXPECT_THAT(header(page, "Content-Security-Policy"), Not(HasSubstr("script-src")));
  EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff");
}

TEST(Docs, are_mentioned_by_the_answer_to_an_unknown_path) {
  Router router({.title = "T", .version = "1", .description = ""});
  EXPECT_THAT(ask(router, {.path = "/"}).response.body, HasSubstr("There is nothing at this path\""));
  router.add_docs();
  EXPECT_THAT(ask(router, {.path = "/"}).response.body,
              HasSubstr("There is nothing at this path; see the docs of this API"));
}

TEST(Docs, have_the_files_that_the_page_names_with_and_without_a_trailing_slash) {
  Router router({.title = "T", .version = "1", .description = ""});
  router.add_docs();
  for (const std::string folder : {"/docs/", "/docs/docs/"}) {
    EXPECT_GT(ask(router, {.path = folder + "swagger-ui-bundle.js"}).response.body.size(), 1'000'000);
    EXPECT_EQ(ask(router, {.path = folder + "swagger-ui.css"}).response.content_type, "text/css; charset=utf-8");
    EXPECT_THAT(ask(router, {.path = folder + "start.js"}).response.body, HasSubstr("SwaggerUIBundle({"));
    EXPECT_EQ(ask(router, {.path = folder + "other.js"}).response.status, 404);
  }
}

struct RoutesWithFiles : ::testing::Test {
  static constexpr Code forbidden{"forbidden", 403, "Forbidden"};
  Router router{{.title = "T",
                 .version = "1",
                 .description = "",
                 .guard = {.check = refuse_without_key, .refusals = {forbidden}}}};

  RoutesWithFiles() {
    router.add(Method::post, "/a/{id}", "Anyone's file", say("")).takes_file("image/*", 500);
    router.add(Method::post, "/b/{id}", "The admin's file", say("")).guarded().takes_file("image/*", 900);
    router.add(Method::put, "/a/{id}", "No file", say("")).guarded();
  }
  Outcome<std::size_t> limit(Method method, std::string path, std::string authorization = "") {
    const Request head{.method = method, .path = std::move(path), .headers = {{"authorization", authorization}}};
    boost::asio::io_context io{1};
    return http::testing::run(io, router.body_limit(head, 100));
  }
};

TEST_F(RoutesWithFiles, may_have_a_larger_body) {
  EXPECT_EQ(limit(Method::post, "/a/7"), 500u);
  EXPECT_EQ(limit(Method::post, "/a/7/"), 500u);
  EXPECT_EQ(limit(Method::post, "/b/7", "key"), 900u);
}

TEST_F(RoutesWithFiles, have_one_for_those_only_who_may_use_the_route) {
  EXPECT_EQ(limit(Method::post, "/b/7").error().code, forbidden);
  EXPECT_EQ(limit(Method::post, "/b/7", "wrong").error().code, forbidden);
}

TEST_F(RoutesWithFiles, are_unavailable_while_it_cannot_be_known_who_asks) {
  EXPECT_EQ(limit(Method::post, "/b/7", "away").error().code.status, 503);
}

TEST_F(RoutesWithFiles, change_nothing_for_others) {
  EXPECT_EQ(limit(Method::put, "/a/7", "key"), 100u);
  EXPECT_EQ(limit(Method::put, "/a/7"), 100u);
  EXPECT_EQ(limit(Method::get, "/a/7"), 100u);
  EXPECT_EQ(limit(Method::post, "/"), 100u);
  EXPECT_EQ(limit(Method::post, "/a/7/8"), 100u);
}

}  // namespace
}  // namespace souk::rest::testing
