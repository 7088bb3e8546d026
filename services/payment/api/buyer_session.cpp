#include "payment/api/buyer_session.hpp"

#include "auth/cookie.hpp"
#include "auth/own_page.hpp"
#include "http/client_address.hpp"
#include "payment/api/challenge_solution.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/buyers.hpp"

namespace souk::payment {
Outcome<std::optional<SessionId>> BuyerSessions::session_of(const http::Request& request) const {
  const auto cookie = auth::read_cookie(request, cookie_name);
  if (cookie.empty()) return std::nullopt;
  if (!auth::is_safe(request.method)) {
    if (auto own = own_page(request); !own) return std::unexpected(std::move(own.error()));
  }
  return SessionId::parse(cookie);
}

Outcome<void> BuyerSessions::own_page(const http::Request& request) const {
  if (auth::is_own_page(request, origins_)) return {};
  return refuse(other_origin, "A page of another origin may not act for a buyer.");
}

bool BuyerSessions::has_cookie(const http::Request& request) {
  return !auth::read_cookie(request, cookie_name).empty();
}

awaitable<Outcome<std::optional<Buyer>>> BuyerSessions::buyer_of(const http::Request& request) {
  auto session = session_of(request);
  if (!session) co_return std::unexpected(std::move(session.error()));
  if (!*session) co_return std::nullopt;
  co_return co_await sign_in_.find(std::move(**session));
}

awaitable<Outcome<std::optional<CustomerId>>> BuyerSessions::customer_of(const http::Request& request) {
  auto session = session_of(request);
  if (!session) co_return std::unexpected(std::move(session.error()));
  if (!*session) co_return std::nullopt;
  auto buyer = co_await sign_in_.find(std::move(**session));
  co_return buyer ? std::optional(std::move(buyer->id)) : std::nullopt;
}

Outcome<Visitor> BuyerSessions::visitor_of(const http::Request& request) const {
  auto session = session_of(request);
  if (!session) return std::unexpected(std::move(session.error()));
  return Visitor{.session = *session ? std::move((*session)->text) : "",
                 .address = http::client_address(request),
                 .solution = std::string(request.header(challenge_solution_name))};
}

awaitable<void> BuyerSessions::verify(Visitor& visitor) {
  auto buyer = co_await sign_in_.find(SessionId{visitor.session});
  if (buyer) {
    visitor.buyer = std::move(buyer->id);
  } else {
    visitor.session.clear();
  }
}

std::string BuyerSessions::cookie(const http::Request& request, const SessionId& session) {
  return auth::session_cookie(request, cookie_name, session.text, Buyers::session_age);
}

std::string BuyerSessions::no_cookie(const http::Request& request) {
  return auth::session_cookie(request, cookie_name, "", std::chrono::seconds(0));
}

}  // namespace souk::payment
