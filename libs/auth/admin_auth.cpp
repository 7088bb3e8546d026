#include "auth/admin_auth.hpp"

#include <algorithm>
#include <boost/describe.hpp>

#include "auth/session.hpp"
#include "http/ascii.hpp"
#include "http/client_address.hpp"
#include "http/target.hpp"

namespace souk::auth {

using http::Method;
using http::same_word;
using http::trimmed;

namespace {

constexpr std::string_view cookie_name = "souk_admin";
constexpr long session_seconds = 12 * 60 * 60;

// Compares in constant time, so that the time does not show how much of a guess was right.
bool same_secret(std::string_view guess, std::string_view secret) {
  unsigned different = guess.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < guess.size(); ++i) {
    different |= static_cast<unsigned char>(guess[i]) ^ static_cast<unsigned char>(secret[i % secret.size()]);
  }
  return different == 0;
}

// Empty when there is no such cookie.
std::string cookie_of(const Request& request) {
  auto rest = request.header("Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = trimmed(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == cookie_name && equals != std::string_view::npos) {
      return http::percent_decode(pair.substr(equals + 1)).value_or("");
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "";
}

// The scheme of the browser's request. Each proxy appends the scheme of the request it received, so the first is the
// browser's.
std::string_view original_scheme(const Request& request) {
  const auto schemes = request.header("X-Forwarded-Proto");
  return trimmed(schemes.substr(0, schemes.find(',')));
}

// Returns nothing when there is no Authorization, and an empty text when it holds no bearer token.
std::optional<std::string_view> bearer_of(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto credentials = request.header("Authorization");
  if (credentials.empty()) return std::nullopt;
  if (!same_word(credentials.substr(0, scheme.size()), scheme)) return "";
  return trimmed(credentials.substr(scheme.size()));
}

bool is_safe(Method method) {
  return method == Method::get || method == Method::head;
}

}  // namespace

AdminAuth::AdminAuth(std::optional<std::string> token, std::vector<std::string> origins)
    : token_(std::move(token)), origins_(std::move(origins)) {}

rest::Guard AdminAuth::guard() {
  return {.check = [this](const Request& request) { return check(request); },
          .refusals = {unauthorized, too_many_requests},
          .schemes = {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
                      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", cookie_name}}}},
          .optional = !token_};
}

std::optional<Response> AdminAuth::check(const Request& request) {
  const auto standing = standing_of(request);
  if (standing == Standing::admin) return std::nullopt;
  return refusal(standing, request);
}

AdminAuth::Standing AdminAuth::standing_of(const Request& request) {
  if (!token_) return Standing::admin;
  if (const auto bearer = bearer_of(request)) return standing_of(request, *bearer);
  const auto cookie = cookie_of(request);
  if (!cookie.empty() && !is_safe(request.method) && !is_own_page(request)) return Standing::other_origin;
  return standing_of(request, cookie);
}

AdminAuth::Standing AdminAuth::standing_of(const Request& request, std::string_view token) {
  if (token.empty()) return Standing::anonymous;
  const auto client = http::client_address(request);
  const auto now = SteadyClock::now();
  if (throttle_.wait(client, now)) return Standing::throttled;
  if (same_secret(token, *token_)) return Standing::admin;
  throttle_.failed(client, now);
  return Standing::wrong;
}

// SameSite=Strict keeps other sites out. This check also keeps out other programs on the same host, for instance on
// another port.
bool AdminAuth::is_own_page(const Request& request) const {
  const std::string_view origin = request.header("Origin");
  if (origin.empty() || std::ranges::count(origins_, origin) > 0) return true;
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && same_word(origin.substr(scheme + 3), request.header("Host"));
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
  // The browser must drop the cookie of a token that was replaced: each request with it would count as a wrong guess.
  if (!cookie_of(request).empty()) response.headers.emplace_back("Set-Cookie", cookie(request, "", 0));
  return response;
}

Response AdminAuth::show_session(const Request& request) {
  const auto standing = standing_of(request);
  if (standing == Standing::throttled) return refusal(standing, request);
  auto response =
      rest::json(Session{standing == Standing::admin, token_.has_value()}).with("Cache-Control", "no-store");
  if (standing == Standing::wrong && !cookie_of(request).empty()) {
    response.headers.emplace_back("Set-Cookie", cookie(request, "", 0));
  }
  return response;
}

Response AdminAuth::sign_in(const Request& request) {
  const auto wanted = rest::read_body<SignIn>(request);
  if (!wanted) return rest::problem(wanted.error(), request.id);
  if (!token_) return rest::no_content();
  const auto standing = standing_of(request, wanted->token);
  if (standing == Standing::throttled) return refusal(standing, request);
  if (standing != Standing::admin) return rest::problem({unauthorized, "The token is not the admin's"}, request.id);
  return rest::no_content().with("Set-Cookie", cookie(request, http::percent_encode(wanted->token), session_seconds));
}

Response AdminAuth::sign_out(const Request& request) const {
  return rest::no_content().with("Set-Cookie", cookie(request, "", 0));
}

std::string AdminAuth::cookie(const Request& request, std::string_view value, long seconds) const {
  std::string cookie(cookie_name);
  cookie.append("=").append(value).append("; HttpOnly; SameSite=Strict; Path=/; Max-Age=");
  cookie.append(std::to_string(seconds));
  if (same_word(original_scheme(request), "https")) cookie.append("; Secure");
  return cookie;
}

}  // namespace souk::auth
