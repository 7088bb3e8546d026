#include "auth/admin_auth.hpp"

#include <gmock/gmock.h>

#include "auth/login_throttle.hpp"
#include "http/client_address.hpp"
#include "unit/auth/memory_staff_sessions.hpp"
#include "unit/rest/ask.hpp"

namespace souk::auth::testing {
namespace {

using boost::asio::awaitable;
using http::HeaderFields;
using http::Method;
using rest::Router;
using rest::testing::ask;
using rest::testing::header;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* token = "sesame;sesame%\"sesame";
const std::string token_in_cookie = "souk_admin=sesame%3Bsesame%25%22sesame";  // as it was before there were sessions
const std::string unknown_session = "souk_admin=" + std::string(64, 'a');

class Sessions : public ::testing::Test {
 protected:
  Sessions() {
    const auto done = [](const Request&) -> awaitable<Response> { co_return rest::no_content(); };
    router.add(Method::get, "/secrets", "Secrets", done).guarded();
    router.add(Method::post, "/secrets", "Add a secret", done).guarded();
    admin.add_routes(router);
    admin.keep_sessions_in(sessions);
  }
  // The cookie of a new session, as the browser sends it.
  std::string new_session() {
    const auto cookie = header(sign_in(token), "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
  }
  Response sign_out(HeaderFields headers) {
    return ask(router, {.method = Method::delete_, .path = "/session", .headers = std::move(headers)}).response;
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

  MemoryStaffSessions sessions;
  AdminAuth admin{token, {"http://shop"}};
  Router router{{.title = "T", .version = "1", .description = "", .guard = admin.guard()}};
};

TEST_F(Sessions, begin_with_the_token_and_a_cookie_safe_from_scripts_and_other_sites) {
  const auto response = sign_in(token);
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(header(response, "Set-Cookie"),
              MatchesRegex("souk_admin=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200"));
  EXPECT_EQ(sessions.age, std::chrono::hours(12));
}

TEST_F(Sessions, have_a_random_id_that_is_stored_as_a_hash_with_nothing_of_the_token) {
  const auto first = new_session(), second = new_session();
  EXPECT_NE(first, second);
  ASSERT_EQ(sessions.proofs.size(), 2u);
  for (const auto& [hash, proof] : sessions.proofs) {
    for (const auto& known : {first, second}) {
      EXPECT_FALSE(known.contains(hash));
      EXPECT_FALSE(known.contains(proof));
    }
    EXPECT_FALSE((hash + proof).contains("sesame"));
  }
}

TEST_F(Sessions, accept_a_request_with_the_cookie) {
  const auto kept = new_session();
  for (const auto& cookie : {kept, "theme=dark; " + kept + "; a=b", "a;b; ;" + kept}) {
    EXPECT_EQ(with(Method::get, {{"Cookie", cookie}}).status, 204) << cookie;
    EXPECT_EQ(with(Method::post, {{"Cookie", cookie}}).status, 204) << cookie;
  }
  EXPECT_EQ(session({{"Cookie", kept}}).body, R"({"admin":true,"required":true})");
  EXPECT_EQ(session({}).body, R"({"admin":false,"required":true})");
}

TEST_F(Sessions, do_not_accept_the_token_itself_in_the_cookie) {
  EXPECT_EQ(with(Method::get, {{"Cookie", token_in_cookie}}).status, 401);
  EXPECT_EQ(sessions.asked, 0);
}

TEST_F(Sessions, end_at_once_when_the_admin_signs_out_and_the_others_stay) {
  const auto kept = new_session(), other = new_session();
  const auto response = sign_out({{"Cookie", kept}});
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(header(response, "Set-Cookie"), StartsWith("souk_admin=; "));
  EXPECT_EQ(with(Method::get, {{"Cookie", kept}}).status, 401);
  EXPECT_EQ(with(Method::get, {{"Cookie", other}}).status, 204);
}

TEST_F(Sessions, are_not_ended_by_a_page_of_another_origin) {
  const auto kept = new_session();
  EXPECT_EQ(sign_out({{"Cookie", kept}, {"Origin", "http://evil"}}).status, 401);
  EXPECT_EQ(with(Method::get, {{"Cookie", kept}}).status, 204);
}

TEST_F(Sessions, of_another_token_are_none) {
  const auto kept = new_session();
  AdminAuth later{"another token of the admin", {}};
  later.keep_sessions_in(sessions);
  Router its_router{{.title = "T", .version = "1", .description = "", .guard = later.guard()}};
  later.add_routes(its_router);
  const auto shown = ask(its_router, {.path = "/session", .headers = {{"Cookie", kept}}}).response;
  EXPECT_EQ(shown.body, R"({"admin":false,"required":true})");
}

TEST_F(Sessions, cannot_be_checked_while_the_database_is_away_but_the_token_can) {
  const auto kept = new_session();
  sessions.away = true;
  EXPECT_EQ(with(Method::get, {{"Cookie", kept}}).status, 503);
  EXPECT_EQ(sign_in(token).status, 503);
  EXPECT_EQ(with(Method::get, {{"Authorization", std::string("Bearer ") + token}}).status, 204);
}

TEST_F(Sessions, are_not_needed_by_a_request_with_the_token) {
  const auto as = [&](std::string authorization) { return with(Method::get, {{"authorization", authorization}}); };
  const std::string known(token);
  EXPECT_EQ(as("Bearer " + known).status, 204);
  EXPECT_EQ(as("bearer  " + known).status, 204);
  for (const auto& none : {std::string(), std::string("Bearer"), std::string("Bearer "), "Basic " + known, known}) {
    const auto response = as(none);
    EXPECT_EQ(response.status, 401) << none;
    EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer");
  }
}

TEST_F(Sessions, a_nearly_right_token_is_wrong) {
  const std::string known(token);
  std::size_t client = 0;
  for (const auto& wrong : {std::string("sesame"), known.substr(0, known.size() - 1),
                            known.substr(0, known.size() - 1) + "E", known + "-", known + known}) {
    const auto from = "10.0.1." + std::to_string(++client);
    EXPECT_EQ(with(Method::get, {{"authorization", "Bearer " + wrong}}, from).status, 401) << wrong;
  }
}

TEST_F(Sessions, end_with_an_expired_cookie) {
  const auto response = ask(router, {.method = Method::delete_, .path = "/session"}).response;
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(header(response, "Set-Cookie"), StartsWith("souk_admin=; "));
  EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(Sessions, begin_with_nothing_but_the_token) {
  for (const auto* wrong : {"", "sesame", "sesame%3Bsesame%25%22sesame"}) {
    const auto response = sign_in(wrong);
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(header(response, "Set-Cookie"), "");
  }
}

TEST_F(Sessions, over_https_have_a_secure_cookie) {
  Request request{.method = Method::delete_, .path = "/session", .headers = {{"X-Forwarded-Proto", "https"}}};
  EXPECT_THAT(header(ask(router, request).response, "Set-Cookie"), HasSubstr("; Secure"));
}

TEST_F(Sessions, behind_several_proxies_know_the_scheme_of_the_browser) {
  const auto cookie = [&](std::string_view schemes) {
    Request request{.method = Method::delete_, .path = "/session", .headers = {{"X-Forwarded-Proto", schemes}}};
    return header(ask(router, request).response, "Set-Cookie");
  };
  EXPECT_THAT(cookie("https, http"), HasSubstr("; Secure"));
  EXPECT_THAT(cookie(" HTTPS ,http"), HasSubstr("; Secure"));
  EXPECT_THAT(cookie("http, https"), Not(HasSubstr("; Secure")));
}

TEST_F(Sessions, a_cookie_is_refused_from_a_page_of_another_origin) {
  const auto kept_in_cookie = new_session();
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
  const auto post_as = [&](std::string site) {
    return with(Method::post, {{"Cookie", kept_in_cookie}, {"Sec-Fetch-Site", site}}).status;
  };
  for (const auto* ours : {"same-origin", "none"}) EXPECT_EQ(post_as(ours), 204u) << ours;
  for (const auto* others : {"same-site", "cross-site"}) EXPECT_EQ(post_as(others), 401u) << others;
  EXPECT_EQ(with(Method::post, {{"Authorization", std::string("Bearer ") + token}, {"Origin", "http://evil"}}).status,
            204);
}

TEST_F(Sessions, a_wrong_cookie_is_removed) {
  for (const auto& cookie : {std::string("souk_admin=old"), unknown_session}) {
    const auto refused = with(Method::get, {{"Cookie", cookie}});
    EXPECT_EQ(refused.status, 401);
    EXPECT_THAT(header(refused, "Set-Cookie"), HasSubstr("Max-Age=0"));
    const auto shown = session({{"Cookie", cookie}});
    EXPECT_EQ(shown.body, R"({"admin":false,"required":true})");
    EXPECT_THAT(header(shown, "Set-Cookie"), HasSubstr("Max-Age=0"));
  }
}

TEST_F(Sessions, after_five_wrong_tokens_a_client_waits_even_with_the_right_one_but_its_session_continues) {
  const auto kept_in_cookie = new_session();
  for (int i = 0; i < 5; ++i) {
    const auto refused = i % 2 == 0 ? sign_in("wrong") : with(Method::get, {{"Authorization", "Bearer wrong"}});
    EXPECT_EQ(refused.status, 401);
  }
  for (const auto& response :
       {sign_in("wrong"), sign_in(token), with(Method::get, {{"Authorization", std::string("Bearer ") + token}})}) {
    EXPECT_EQ(response.status, 429);
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"too_many_requests\""));
    const auto wait = std::stoi(std::string(header(response, "Retry-After")));
    EXPECT_GT(wait, 50);
    EXPECT_LE(wait, 60);
  }
  EXPECT_EQ(with(Method::get, {{"Cookie", kept_in_cookie}}).status, 204);
  EXPECT_EQ(with(Method::get, {}).status, 401);
  EXPECT_EQ(session({}).status, 200);
  EXPECT_EQ(sign_in(token, "10.0.0.2").status, 204);
}

TEST_F(Sessions, a_request_without_a_token_is_not_a_guess) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(with(Method::get, {}).status, 401);
    EXPECT_EQ(with(Method::get, {{"Authorization", "Basic abc"}}).status, 401);
    EXPECT_EQ(with(Method::get, {{"Cookie", unknown_session}}).status, 401);
    EXPECT_EQ(sign_in("").status, 401);
  }
  EXPECT_EQ(sign_in(token).status, 204);
}

TEST_F(Sessions, behind_a_gateway_on_this_machine_each_client_counts_separately) {
  const auto guess = [&](std::string peer, std::string real_ip) {
    return with(Method::get, {{"Authorization", "Bearer wrong"}, {"X-Real-IP", real_ip}}, peer).status;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("127.0.0.1", "10.0.0.7"), 401u);
  EXPECT_EQ(guess("127.0.0.1", "10.0.0.7"), 429u);
  EXPECT_EQ(guess("127.0.0.1", "10.0.0.8"), 401u);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("10.0.0.9", "10.0.1." + std::to_string(i)), 401u);
  EXPECT_EQ(guess("10.0.0.9", "10.0.1.9"), 429u);
}

TEST(Session, without_a_token_every_client_is_the_admin) {
  AdminAuth admin({}, {});
  Router router({.title = "T", .version = "1", .description = "", .guard = admin.guard()});
  admin.add_routes(router);
  EXPECT_EQ(ask(router, {.path = "/session"}).response.body, R"({"admin":true,"required":false})");
  const auto response = ask(router, {.method = Method::post,
                                     .path = "/session",
                                     .headers = {{"Content-Type", "application/json"}},
                                     .body = R"({"token":"any"})"})
                            .response;
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Set-Cookie"), "");
}

TEST(LoginThrottle, counts_within_a_sliding_window) {
  using std::chrono::seconds;
  LoginThrottle throttle;
  const SteadyClock::time_point start{};
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(throttle.wait("a", start + seconds(10 * i)));
    throttle.failed("a", start + seconds(10 * i));
  }
  EXPECT_EQ(throttle.wait("a", start + seconds(40)), seconds(20));
  EXPECT_EQ(throttle.wait("a", start + Milliseconds(59'001)), seconds(1));
  EXPECT_FALSE(throttle.wait("a", start + seconds(60)));
  throttle.failed("a", start + seconds(60));
  EXPECT_EQ(throttle.wait("a", start + seconds(61)), seconds(9));
  EXPECT_FALSE(throttle.wait("b", start + seconds(61)));
}

TEST(LoginThrottle, remembers_only_the_latest_clients_up_to_its_capacity) {
  LoginThrottle throttle;
  SteadyClock::time_point now{};
  for (std::size_t i = 0; i < LoginThrottle::most; ++i) throttle.failed("first", now);
  for (std::size_t i = 0; i < LoginThrottle::capacity + 10; ++i) {
    now += Milliseconds(1);
    throttle.failed("client " + std::to_string(i), now);
    EXPECT_LE(throttle.size(), LoginThrottle::capacity);
  }
  EXPECT_FALSE(throttle.wait("first", now));
  throttle.failed("late", now + 2 * LoginThrottle::window);
  EXPECT_EQ(throttle.size(), 1u);
}

}  // namespace
}  // namespace souk::auth::testing
