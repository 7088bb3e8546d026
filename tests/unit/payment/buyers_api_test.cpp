// The routes of buyers: cookies, origins and answers.
#include "payment/api/buyers.hpp"

#include <gmock/gmock.h>

#include "payment/domain/refusals.hpp"
#include "unit/payment/memory_buyers.hpp"
#include "unit/payment/memory_guesses.hpp"
#include "unit/payment/memory_orders.hpp"
#include "unit/rest/ask.hpp"

namespace souk::payment {
namespace {

using http::HeaderFields;
using http::Method;
using http::Response;
using rest::testing::ask;
using rest::testing::header;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

class BuyersRoutes : public ::testing::Test {
 protected:
  BuyersRoutes() { api.add_routes(router); }
  Response post(std::string path, std::string body, HeaderFields headers = {}) {
    if (!body.empty()) headers.add("Content-Type", "application/json");
    return ask(router, {.method = Method::post,
                        .path = std::move(path),
                        .headers = headers,
                        .body = std::move(body),
                        .peer = "10.0.0.1"})
        .response;
  }
  Response get(std::string path, HeaderFields headers = {}) {
    return ask(router, {.path = std::move(path), .headers = std::move(headers)}).response;
  }
  Response verify(std::string code, HeaderFields headers = {}) {
    return post("/buyers/verify", R"({"email":"ada@example.com","code":")" + code + "\"}", std::move(headers));
  }
  std::string new_session() {
    const auto cookie = header(verify("123456"), "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
  }

  MemoryBuyers buyers;
  MemoryGuesses guesses;
  MemoryBuyerOrders index;
  MemoryOrders orders;
  SignIn sign_in{buyers, guesses};
  BuyerSessions sessions{sign_in, {"http://shop"}};
  BuyersApi api{sign_in, sessions, index, orders};
  rest::Router router{{.title = "T", .version = "1", .description = ""}};
};

TEST_F(BuyersRoutes, send_a_code_and_say_nothing_about_the_address) {
  const auto response = post("/buyers", R"({"email":"ada@example.com"})");
  EXPECT_EQ(response.status, 202);
  EXPECT_THAT(response.body, IsEmpty());
  EXPECT_EQ(post("/buyers", R"({"email":"ada"})").status, 422);
}

TEST_F(BuyersRoutes, begin_a_session_in_a_cookie_safe_from_scripts_and_other_sites) {
  const auto response = verify("123456");
  EXPECT_EQ(response.body, R"({"signed_in":true,"email":"a…@example.com"})");
  EXPECT_THAT(header(response, "Set-Cookie"),
              MatchesRegex("souk_buyer=[0-9a-f]{44}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000"));
}

TEST_F(BuyersRoutes, over_https_have_a_secure_cookie) {
  EXPECT_THAT(header(verify("123456", {{"X-Forwarded-Proto", "https"}}), "Set-Cookie"), HasSubstr("; Secure"));
}

TEST_F(BuyersRoutes, refuse_a_wrong_code_and_one_that_was_used_with_the_same_words) {
  verify("123456");
  const auto used = verify("123456"), wrong = verify("654321");
  EXPECT_EQ(used.status, 403);
  EXPECT_THAT(used.body, HasSubstr("\"code\":\"wrong_code\""));
  EXPECT_EQ(used.body, wrong.body);
  EXPECT_EQ(header(wrong, "Set-Cookie"), "");
}

TEST_F(BuyersRoutes, say_how_long_to_wait_after_too_many_codes) {
  buyers.address_waits = Milliseconds(60'000);
  for (const auto& response : {verify("123456"), post("/buyers", R"({"email":"ada@example.com"})")}) {
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(header(response, "Retry-After"), "60");
  }
}

TEST_F(BuyersRoutes, know_a_buyer_by_the_cookie) {
  const auto kept = new_session();
  EXPECT_EQ(get("/buyers/me", {{"Cookie", kept}}).body, R"({"signed_in":true,"email":"a…@example.com"})");
  EXPECT_EQ(header(get("/buyers/me", {{"Cookie", kept}}), "Cache-Control"), "no-store");
}

TEST_F(BuyersRoutes, ask_nothing_of_the_database_for_a_guest) {
  EXPECT_EQ(get("/buyers/me").body, R"({"signed_in":false,"email":null})");
  EXPECT_EQ(get("/buyers/me", {{"Cookie", "souk_buyer=no-session; theme=dark"}}).status, 200);
  EXPECT_EQ(get("/buyers/me/orders").status, 401);
  EXPECT_EQ(buyers.asked, 0);
}

TEST_F(BuyersRoutes, take_the_cookie_of_a_session_that_has_ended_away) {
  const auto kept = new_session();
  buyers.sessions.clear();
  const auto shown = get("/buyers/me", {{"Cookie", kept}});
  EXPECT_EQ(shown.body, R"({"signed_in":false,"email":null})");
  EXPECT_THAT(header(shown, "Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(BuyersRoutes, list_the_buyers_own_orders) {
  const auto kept = new_session();
  const auto pk = orders.has(Status::completed);
  index.pks[buyers.sessions.begin()->second.id.text] = {pk};
  EXPECT_THAT(get("/buyers/me/orders", {{"Cookie", kept}}).body, StartsWith("[{\"pk\":\"" + pk.text()));
}

TEST_F(BuyersRoutes, sign_out_and_forget_the_cookie) {
  const auto kept = new_session();
  const auto response = post("/buyers/sign-out", "", {{"Cookie", kept}});
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_THAT(buyers.sessions, IsEmpty());
}

TEST_F(BuyersRoutes, let_no_page_of_another_origin_change_anything) {
  const auto kept = new_session();
  for (const auto& [name, value] : {std::pair{"Origin", "http://evil"}, {"Sec-Fetch-Site", "same-site"}}) {
    const auto response = post("/buyers/sign-out", "", {{"Cookie", kept}, {name, value}});
    EXPECT_EQ(response.status, 403) << value;
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"other_origin\""));
    EXPECT_EQ(verify("123456", {{name, value}}).status, 403);
  }
  EXPECT_EQ(buyers.sessions.size(), 1u);
  EXPECT_EQ(post("/buyers/sign-out", "", {{"Cookie", kept}, {"Origin", "http://shop"}}).status, 204);
}

TEST_F(BuyersRoutes, give_the_customer_of_a_request_to_the_other_handlers) {
  const auto kept = new_session();
  boost::asio::io_context io(1);
  const auto customer_of = [&](Method method, HeaderFields headers) {
    const http::Request request{.method = method, .headers = std::move(headers)};
    return http::testing::run(io, sessions.customer_of(request));
  };
  EXPECT_EQ(customer_of(Method::post, {{"Cookie", kept}}).value(), buyers.sessions.begin()->second.id);
  EXPECT_EQ(customer_of(Method::post, {{"Origin", "http://evil"}}).value(), std::nullopt);
  EXPECT_EQ(customer_of(Method::post, {{"Cookie", kept}, {"Origin", "http://evil"}}).error().code, other_origin);
  EXPECT_TRUE(customer_of(Method::get, {{"Cookie", kept}, {"Origin", "http://evil"}}).value());
}

}  // namespace
}  // namespace souk::payment
