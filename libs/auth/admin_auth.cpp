#include "auth/admin_auth.hpp"

#include <boost/describe.hpp>
#include <cassert>

#include "auth/admin_cookie.hpp"
#include "auth/cookie.hpp"
#include "auth/own_page.hpp"
#include "auth/session.hpp"
#include "http/ascii.hpp"
#include "http/client_address.hpp"
#include "secrets/secrets.hpp"

namespace souk::auth {
namespace {

using http::same_word;
using http::trimmed;

constexpr std::chrono::hours session_age{12};
constexpr std::size_t id_bytes = 32;

// Returns nothing when there is no Authorization, and an empty text when it holds no bearer token.
std::optional<std::string_view> bearer_of(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto credentials = request.header("Authorization");
  if (credentials.empty()) return std::nullopt;
  if (!same_word(credentials.substr(0, scheme.size()), scheme)) return "";
  return trimmed(credentials.substr(scheme.size()));
}

// Text of another form is no session, so it needs no question to the database.
bool may_be_session(std::string_view id) {
  return id.size() == 2 * id_bytes && secrets::is_hex(id);
}

}  // namespace

AdminAuth::AdminAuth(std::optional<std::string> token, std::vector<std::string> origins)
    : token_(std::move(token)), origins_(std::move(origins)) {}

rest::Guard AdminAuth::guard() {
  return {.check = [this](const Request& request) { return check(request); },
          .refusals = {unauthorized, too_many_requests},
          .schemes = {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
                      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", admin_cookie}}}},
          .optional = !token_};
}

awaitable<std::optional<Response>> AdminAuth::check(const Request& request) {
  const auto standing = co_await standing_of(request);
  if (standing == Standing::admin) co_return std::nullopt;
  co_return refusal(standing, request);
}

awaitable<AdminAuth::Standing> AdminAuth::standing_of(const Request& request) {
  if (!token_) co_return Standing::admin;
  if (const auto bearer = bearer_of(request)) co_return standing_of_token(request, *bearer);
  auto session = read_cookie(request, admin_cookie);
  if (session.empty()) co_return Standing::anonymous;
  if (!is_safe(request.method) && !is_own_page(request, origins_)) co_return Standing::other_origin;
  co_return co_await standing_of_session(std::move(session));
}

AdminAuth::Standing AdminAuth::standing_of_token(const Request& request, std::string_view token) {
  if (token.empty()) return Standing::anonymous;
  const auto client = http::client_address(request);
  const auto now = SteadyClock::now();
  if (throttle_.wait(client, now)) return Standing::throttled;
  if (secrets::same(token, *token_)) return Standing::admin;
  throttle_.failed(client, now);
  return Standing::wrong;
}

awaitable<AdminAuth::Standing> AdminAuth::standing_of_session(std::string id) {
  if (sessions_ == nullptr || !may_be_session(id)) co_return Standing::wrong;
  const auto proof = co_await sessions_->proof_of(secrets::sha256_hex(id));
  co_return proof&& secrets::same(*proof, proof_of(id)) ? Standing::admin : Standing::wrong;
}

// Only a process that knows the token can make one, and with another token it is another: a new token ends every
// session, and a database that was written by others has none. It reveals nothing of the token without the session's
// id.
std::string AdminAuth::proof_of(std::string_view session) const {
  return secrets::hmac_hex(*token_, session);
}

Response AdminAuth::refusal(Standing standing, const Request& request) const {
  if (standing == Standing::throttled) {
    const auto client = http::client_address(request);
    const auto wait = throttle_.wait(client, SteadyClock::now()).value_or(std::chrono::seconds(1));
    return rest::problem({too_many_requests, "Too many wrong tokens came from this address: try again later"},
                         request.id)
        .with("Retry-After", std::to_string(wait.count()));
  }
  if (standing == Standing::other_origin) {
    return rest::problem({unauthorized, "A page of another origin may not act as the admin"}, request.id);
  }
  auto response = rest::problem(
      {unauthorized, "This request needs the admin's token, sent as \"Authorization: Bearer ...\""}, request.id);
  return with_cookie_removed(std::move(response), request);
}

// The browser drops the cookie of a session that has ended.
Response AdminAuth::with_cookie_removed(Response response, const Request& request) const {
  if (read_cookie(request, admin_cookie).empty()) return response;
  return std::move(response).with("Set-Cookie", session_cookie(request, admin_cookie, "", std::chrono::seconds(0)));
}

awaitable<Response> AdminAuth::show_session(const Request& request) {
  const auto standing = co_await standing_of(request);
  if (standing == Standing::throttled) co_return refusal(standing, request);
  auto response =
      rest::json(Session{standing == Standing::admin, token_.has_value()}).with("Cache-Control", "no-store");
  if (standing != Standing::wrong) co_return response;
  co_return with_cookie_removed(std::move(response), request);
}

awaitable<Response> AdminAuth::sign_in(const Request& request) {
  const auto wanted = rest::read_body<SignIn>(request);
  if (!wanted) co_return rest::problem(wanted.error(), request.id);
  if (!token_) co_return rest::no_content();
  const auto standing = standing_of_token(request, wanted->token);
  if (standing == Standing::throttled) co_return refusal(standing, request);
  if (standing != Standing::admin) {
    co_return rest::problem({unauthorized, "The token is not the admin's"}, request.id);
  }
  assert(sessions_ != nullptr);
  const auto id = secrets::random_hex(id_bytes);
  co_await sessions_->add(secrets::sha256_hex(id), proof_of(id), session_age);
  co_return rest::no_content().with("Set-Cookie", session_cookie(request, admin_cookie, id, session_age));
}

awaitable<Response> AdminAuth::sign_out(const Request& request) {
  auto id = read_cookie(request, admin_cookie);
  if (!id.empty() && !is_own_page(request, origins_)) co_return refusal(Standing::other_origin, request);
  if (sessions_ != nullptr && may_be_session(id)) co_await sessions_->remove(secrets::sha256_hex(id));
  co_return rest::no_content().with("Set-Cookie", session_cookie(request, admin_cookie, "", std::chrono::seconds(0)));
}

}  // namespace souk::auth
