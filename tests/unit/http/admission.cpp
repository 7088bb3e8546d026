#include "http/admission.hpp"

#include <gmock/gmock.h>

#include "http/router.hpp"
#include "run.hpp"

namespace souk::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* token = "sesame;sesame%\"sesame";
const std::string kept_in_cookie = "souk_admin=sesame%3Bsesame%25%22sesame";

class Sessions : public ::testing::Test {
 protected:
  Sessions() {
    const auto done = [](const Request&) -> awaitable<Response> { co_return no_content(); };
    router.add(Method::get, "/secrets", "Secrets", done).admin();
    router.add(Method::post, "/secrets", "Add a secret", done).admin();
    router.add_session();
  }
  Response sign_in(std::string with, std::string from = "10.0.0.1") {
    std::string body = "{\"token\":";
    describe::write_string(with, body);
    return ask(router, {.method = Method::post,
                        .path = "/session",
                        .headers = {{"Content-Type", "application/json"}},
                        .body = body + "}",
                        .peer = std::move(from)})
        .response;
  }
  Response with(Method method, HeaderFields headers, std::string from = "10.0.0.1") {
    return ask(router, {.method = method, .path = "/secrets", .headers = std::move(headers), .peer = std::move(from)})
        .response;
  }
  Response session(HeaderFields headers, std::string from = "10.0.0.1") {
    return ask(router, {.path = "/session", .headers = std::move(headers), .peer = std::move(from)}).response;
  }

  Router router{
      {.title = "T", .version = "1", .description = "", .admin_token = token, .cors_origins = {"http://shop"}}};
};

TEST_F(Sessions, begin_with_the_token_and_a_cookie_that_no_script_and_no_other_site_can_use) {
  const auto response = sign_in(token);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Set-Cookie"), kept_in_cookie + "; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200");
}

TEST_F(Sessions, admit_whoever_has_the_cookie) {
  for (const auto& cookie : {kept_in_cookie, "theme=dark; " + kept_in_cookie + "; a=b", "a;b; ;" + kept_in_cookie}) {
    EXPECT_EQ(with(Method::get, {{"Cookie", cookie}}).status, 204) << cookie;
    EXPECT_EQ(with(Method::post, {{"Cookie", cookie}}).status, 204) << cookie;
  }
  EXPECT_EQ(session({{"Cookie", kept_in_cookie}}).body, R"({"admin":true,"required":true})");
  EXPECT_EQ(session({}).body, R"({"admin":false,"required":true})");
}

TEST_F(Sessions, end_with_a_cookie_that_is_over) {
  const auto response = ask(router, {.method = Method::delete_, .path = "/session"}).response;
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(header(response, "Set-Cookie"), StartsWith("souk_admin=; "));
  EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(Sessions, do_not_begin_with_anything_else) {
  for (const auto* wrong : {"", "sesame", "sesame%3Bsesame%25%22sesame"}) {
    const auto response = sign_in(wrong);
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(header(response, "Set-Cookie"), "");
  }
}

TEST_F(Sessions, over_https_have_a_cookie_for_https_only) {
  Request request{.method = Method::delete_, .path = "/session", .headers = {{"X-Forwarded-Proto", "https"}}};
  EXPECT_THAT(header(ask(router, request).response, "Set-Cookie"), HasSubstr("; Secure"));
}

TEST_F(Sessions, over_several_proxies_know_the_scheme_of_the_browser) {
  const auto cookie = [&](std::string_view schemes) {
    Request request{.method = Method::delete_, .path = "/session", .headers = {{"X-Forwarded-Proto", schemes}}};
    return header(ask(router, request).response, "Set-Cookie");
  };
  EXPECT_THAT(cookie("https, http"), HasSubstr("; Secure"));
  EXPECT_THAT(cookie(" HTTPS ,http"), HasSubstr("; Secure"));
  EXPECT_THAT(cookie("http, https"), Not(HasSubstr("; Secure")));
}

TEST_F(Sessions, a_cookie_does_not_act_for_a_page_of_another_origin) {
  const auto post_from = [&](std::string origin) {
    return with(Method::post, {{"Cookie", kept_in_cookie}, {"Host", "shop.example:3000"}, {"Origin", origin}});
  };
  EXPECT_EQ(post_from("http://shop").status, 204);
  EXPECT_EQ(post_from("https://shop.example:3000").status, 204);
  for (const auto* origin :
       {"null", "http://evil", "http://shop.example", "http://shop.example:3001", "shop.example:3000"}) {
    EXPECT_EQ(post_from(origin).status, 401) << origin;
  }
  EXPECT_EQ(with(Method::get, {{"Cookie", kept_in_cookie}, {"Origin", "http://evil"}}).status, 204);
  EXPECT_EQ(with(Method::post, {{"Authorization", std::string("Bearer ") + token}, {"Origin", "http://evil"}}).status,
            204);
}

TEST_F(Sessions, a_wrong_cookie_is_taken_away) {
  const auto refused = with(Method::get, {{"Cookie", "souk_admin=old"}});
  EXPECT_EQ(refused.status, 401);
  EXPECT_THAT(header(refused, "Set-Cookie"), HasSubstr("Max-Age=0"));
  const auto shown = session({{"Cookie", "souk_admin=old"}});
  EXPECT_EQ(shown.body, R"({"admin":false,"required":true})");
  EXPECT_THAT(header(shown, "Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(Sessions, after_five_wrong_tokens_a_client_waits_even_with_the_right_one) {
  for (int i = 0; i < 5; ++i) {
    const auto refused = i % 2 == 0 ? sign_in("wrong") : with(Method::get, {{"Authorization", "Bearer wrong"}});
    EXPECT_EQ(refused.status, 401);
  }
  for (const auto& response : {sign_in("wrong"), sign_in(token), with(Method::get, {{"Cookie", kept_in_cookie}}),
                               with(Method::get, {{"Authorization", std::string("Bearer ") + token}}),
                               session({{"Cookie", kept_in_cookie}})}) {
    EXPECT_EQ(response.status, 429);
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"too_many_requests\""));
    const auto wait = std::stoi(std::string(header(response, "Retry-After")));
    EXPECT_GT(wait, 50);
    EXPECT_LE(wait, 60);
  }
  EXPECT_EQ(with(Method::get, {}).status, 401);
  EXPECT_EQ(session({}).status, 200);
  EXPECT_EQ(sign_in(token, "10.0.0.2").status, 204);
}

TEST_F(Sessions, asking_without_a_token_is_no_guess) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(with(Method::get, {}).status, 401);
    EXPECT_EQ(with(Method::get, {{"Authorization", "Basic abc"}}).status, 401);
    EXPECT_EQ(sign_in("").status, 401);
  }
  EXPECT_EQ(sign_in(token).status, 204);
}

TEST_F(Sessions, behind_a_gateway_on_this_machine_each_client_is_its_own) {
  const auto guess = [&](std::string peer, std::string real_ip) {
    return with(Method::get, {{"Authorization", "Bearer wrong"}, {"X-Real-IP", real_ip}}, peer).status;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("127.0.0.1", "10.0.0.7"), 401u);
  EXPECT_EQ(guess("127.0.0.1", "10.0.0.7"), 429u);
  EXPECT_EQ(guess("127.0.0.1", "10.0.0.8"), 401u);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("10.0.0.9", "10.0.1." + std::to_string(i)), 401u);
  EXPECT_EQ(guess("10.0.0.9", "10.0.1.9"), 429u);
}

TEST(Session, without_a_token_everybody_is_the_admin) {
  Router router({.title = "T", .version = "1", .description = "", .admin_token = {}, .cors_origins = {}});
  router.add_session();
  EXPECT_EQ(ask(router, {.path = "/session"}).response.body, R"({"admin":true,"required":false})");
  const auto response = ask(router, {.method = Method::post,
                                     .path = "/session",
                                     .headers = {{"Content-Type", "application/json"}},
                                     .body = R"({"token":"any"})"})
                            .response;
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Set-Cookie"), "");
}

TEST(Client, is_its_address_and_of_ipv6_its_network) {
  EXPECT_EQ(client_of("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(client_of("10.0.0.1", "10.0.0.2"), "10.0.0.1");
  EXPECT_EQ(client_of("127.0.0.1", "10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(client_of("::1", "10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(client_of("127.0.0.1", "no address"), "127.0.0.1");
  EXPECT_EQ(client_of("::ffff:10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(client_of("2001:db8:1:2:3:4:5:6", ""), client_of("2001:db8:1:2:ffff::", ""));
  EXPECT_NE(client_of("2001:db8:1:2:3:4:5:6", ""), client_of("2001:db8:1:3:3:4:5:6", ""));
}

TEST(Attempts, count_within_a_window_that_slides) {
  using std::chrono::seconds;
  Attempts attempts;
  const SteadyClock::time_point start{};
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(attempts.wait("a", start + seconds(10 * i)));
    attempts.failed("a", start + seconds(10 * i));
  }
  EXPECT_EQ(attempts.wait("a", start + seconds(40)), seconds(20));
  EXPECT_EQ(attempts.wait("a", start + Milliseconds(59'001)), seconds(1));
  EXPECT_FALSE(attempts.wait("a", start + seconds(60)));
  attempts.failed("a", start + seconds(60));
  EXPECT_EQ(attempts.wait("a", start + seconds(61)), seconds(9));
  EXPECT_FALSE(attempts.wait("b", start + seconds(61)));
}

TEST(Attempts, remember_no_more_clients_than_they_may_and_the_latest_of_them) {
  Attempts attempts;
  SteadyClock::time_point now{};
  for (std::size_t i = 0; i < Attempts::most; ++i) attempts.failed("first", now);
  for (std::size_t i = 0; i < Attempts::capacity + 10; ++i) {
    now += Milliseconds(1);
    attempts.failed("client " + std::to_string(i), now);
    EXPECT_LE(attempts.size(), Attempts::capacity);
  }
  EXPECT_FALSE(attempts.wait("first", now));
  attempts.failed("late", now + 2 * Attempts::window);
  EXPECT_EQ(attempts.size(), 1u);
}

}  // namespace
}  // namespace souk::http::testing
