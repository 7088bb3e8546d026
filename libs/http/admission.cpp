#include "http/admission.hpp"

#include <algorithm>
#include <boost/describe.hpp>

#include "http/ascii.hpp"
#include "http/session.hpp"
#include "http/target.hpp"

namespace souk::http {
namespace {

constexpr std::string_view cookie_name = "souk_admin";
constexpr long session_seconds = 12 * 60 * 60;

// Takes as long for a guess that is nearly right as for one that is not.
bool same_secret(std::string_view guess, std::string_view secret) {
  unsigned different = guess.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < guess.size(); ++i) {
    different |= static_cast<unsigned char>(guess[i]) ^ static_cast<unsigned char>(secret[i % secret.size()]);
  }
  return different == 0;
}

// Empty when there is none.
std::string cookie_of(const Request& request) {
  auto rest = request.header("Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = trimmed(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == cookie_name && equals != std::string_view::npos) {
      return percent_decode(pair.substr(equals + 1)).value_or("");
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "";
}

// Of the browser's own request: each proxy on its way adds what it was asked with behind it.
std::string_view original_scheme(const Request& request) {
  const auto schemes = request.header("X-Forwarded-Proto");
  return trimmed(schemes.substr(0, schemes.find(',')));
}

// Nothing when there is no Authorization; empty when it holds no bearer token.
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

Admission::Admission(std::optional<std::string> token, std::vector<std::string> origins)
    : token_(std::move(token)), origins_(std::move(origins)) {}

std::optional<Response> Admission::refusal(const Request& request) {
  const auto standing = judge(request);
  if (standing == Standing::admin) return std::nullopt;
  return answer(standing, request);
}

Admission::Standing Admission::judge(const Request& request) {
  if (!token_) return Standing::admin;
  if (const auto bearer = bearer_of(request)) return guess(request, *bearer);
  const auto cookie = cookie_of(request);
  if (!cookie.empty() && !is_safe(request.method) && !is_own_page(request)) return Standing::foreign_page;
  return guess(request, cookie);
}

Admission::Standing Admission::guess(const Request& request, std::string_view token) {
  if (token.empty()) return Standing::nobody;
  const auto client = client_of(request.peer, request.header("X-Real-IP"));
  const auto now = SteadyClock::now();
  if (attempts_.wait(client, now)) return Standing::must_wait;
  if (same_secret(token, *token_)) return Standing::admin;
  attempts_.failed(client, now);
  return Standing::wrong;
}

// SameSite=Strict keeps other sites out; this also keeps out other programs of the same host, such as one on another
// port.
bool Admission::is_own_page(const Request& request) const {
  const std::string_view origin = request.header("Origin");
  if (origin.empty() || std::ranges::count(origins_, origin) > 0) return true;
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && same_word(origin.substr(scheme + 3), request.header("Host"));
}

Response Admission::answer(Standing standing, const Request& request) const {
  if (standing == Standing::must_wait) {
    const auto client = client_of(request.peer, request.header("X-Real-IP"));
    const auto wait = attempts_.wait(client, SteadyClock::now()).value_or(std::chrono::seconds(1));
    return problem({Code::too_many_requests, "There were too many wrong tokens from here: try again later"}, request.id)
        .with("Retry-After", std::to_string(wait.count()));
  }
  if (standing == Standing::foreign_page) {
    return problem({Code::unauthorized, "A page of another origin may not act for the admin"}, request.id);
  }
  auto response =
      problem({Code::unauthorized, "This needs the admin's token, sent as \"Authorization: Bearer ...\""}, request.id);
  // A browser must not go on with a cookie of a token that was changed: each request would count as a guess.
  if (!cookie_of(request).empty()) response.headers.emplace_back("Set-Cookie", cookie(request, "", 0));
  return response;
}

Response Admission::show_session(const Request& request) {
  const auto standing = judge(request);
  if (standing == Standing::must_wait) return answer(standing, request);
  auto response = json(Session{standing == Standing::admin, token_.has_value()}).with("Cache-Control", "no-store");
  if (standing == Standing::wrong && !cookie_of(request).empty()) {
    response.headers.emplace_back("Set-Cookie", cookie(request, "", 0));
  }
  return response;
}

Response Admission::sign_in(const Request& request) {
  const auto wanted = request.read<SignIn>();
  if (!wanted) return problem(wanted.error(), request.id);
  if (!token_) return no_content();
  const auto standing = guess(request, wanted->token);
  if (standing == Standing::must_wait) return answer(standing, request);
  if (standing != Standing::admin) return problem({Code::unauthorized, "This is not the admin's token"}, request.id);
  return no_content().with("Set-Cookie", cookie(request, percent_encode(wanted->token), session_seconds));
}

Response Admission::sign_out(const Request& request) const {
  return no_content().with("Set-Cookie", cookie(request, "", 0));
}

std::string Admission::cookie(const Request& request, std::string_view value, long seconds) const {
  std::string cookie(cookie_name);
  cookie.append("=").append(value).append("; HttpOnly; SameSite=Strict; Path=/; Max-Age=");
  cookie.append(std::to_string(seconds));
  if (same_word(original_scheme(request), "https")) cookie.append("; Secure");
  return cookie;
}

}  // namespace souk::http
