#include "payment/api/buyers.hpp"

#include <boost/describe.hpp>

#include "auth/admin_auth.hpp"
#include "http/client_address.hpp"
#include "payment/app/orders_of_buyer.hpp"
#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_codes =
    "Sends a code of six digits to the address. The answer is the same whether the address has orders or not. A code "
    "works "
    "once, for ten minutes, and only the newest one does. At most five codes in ten minutes go to one address.";
constexpr const char* about_verifying =
    "The right code begins a session of 30 days: `Set-Cookie` has it. A wrong code, one that was used and one that has "
    "expired get the same answer. After five of them for one address, also the right code has to wait until ten "
    "minutes "
    "have passed since the first.";
constexpr const char* about_me = "A guest has no `email`; a buyer who has signed in has a masked one.";
constexpr const char* about_my_orders =
    "The newest 100 orders that were placed while the buyer was signed in, on any device, newest first.";
constexpr const char* about_signing_out =
    "Ends the session at once; with `everywhere` all sessions of the buyer, for which this one must not have ended.";

constexpr const char* ended = "This session has ended, so nobody was signed out elsewhere: sign in first.";

struct NewSignIn {
  Email email;
};
BOOST_DESCRIBE_STRUCT(NewSignIn, (), (email))

struct SignInProof {
  Email email;
  SignInCode code;
};
BOOST_DESCRIBE_STRUCT(SignInProof, (), (email, code))

struct SignedIn {
  bool signed_in;
  std::optional<std::string> email;
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (signed_in, email))

struct SignOut {
  std::optional<bool> everywhere;
};
BOOST_DESCRIBE_STRUCT(SignOut, (), (everywhere))

std::optional<std::string> email_of(const std::optional<Buyer>& buyer) {
  return buyer ? std::optional(buyer->email) : std::nullopt;
}

Response denied(const Denied& why, std::string_view request_id) {
  if (!why.wait) {
    return problem({wrong_code,
                    "The code is wrong, was used, or has expired. Ask for a new one if it does not help to "
                    "type it again."},
                   request_id);
  }
  return problem({auth::too_many_requests, "There were too many attempts: try again later"}, request_id)
      .with("Retry-After", std::to_string(why.wait->count()));
}

}  // namespace

void BuyersApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(post, "/buyers", "Ask for a code to sign in", this, &BuyersApi::send_code)
      .says(about_codes)
      .takes<NewSignIn>()
      .answers_nothing(202)
      .refuses({auth::too_many_requests});
  router.add(post, "/buyers/verify", "Sign in with the code", this, &BuyersApi::verify)
      .says(about_verifying)
      .takes<SignInProof>()
      .answers<SignedIn>(200, "The buyer")
      .sends({"Set-Cookie"})
      .refuses({wrong_code, other_origin, auth::too_many_requests});
  router.add(get, "/buyers/me", "Who has signed in", this, &BuyersApi::show_me)
      .says(about_me)
      .answers<SignedIn>()
      .sends({"Cache-Control", "Set-Cookie"});
  router.add(get, "/buyers/me/orders", "List the orders of the buyer who has signed in", this, &BuyersApi::list_orders)
      .says(about_my_orders)
      .needs_session(std::string(BuyerSessions::cookie_name))
      .costly()
      .answers_many<Order>()
      .sends({"Cache-Control"})
      .refuses({sign_in_required});
  router.add(post, "/buyers/sign-out", "Sign out as a buyer", this, &BuyersApi::sign_out)
      .says(about_signing_out)
      .may_take<SignOut>()
      .answers_nothing()
      .sends({"Set-Cookie"})
      .refuses({sign_in_required, other_origin});
}

awaitable<Response> BuyersApi::send_code(const Request& request) {
  auto wanted = rest::read_body<NewSignIn>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  const auto sent = co_await sign_in_.send_code(http::client_address(request), std::move(wanted->email));
  if (!sent) co_return denied(sent.error(), request.id);
  co_return Response{.status = 202};
}

// A page of another origin may not sign its visitor in as somebody else.
awaitable<Response> BuyersApi::verify(const Request& request) {
  auto proof = rest::read_body<SignInProof>(request);
  if (!proof) co_return problem(proof.error(), request.id);
  if (const auto page = sessions_.own_page(request); !page) co_return problem(page.error(), request.id);
  const auto session = co_await sign_in_.verify(http::client_address(request), proof->email, proof->code);
  if (!session) co_return denied(session.error(), request.id);
  co_return rest::json(SignedIn{true, masked(proof->email)}).with("Set-Cookie", sessions_.cookie(request, *session));
}

awaitable<Response> BuyersApi::show_me(const Request& request) {
  const auto buyer = co_await sessions_.buyer_of(request);
  if (!buyer) co_return problem(buyer.error(), request.id);
  auto response = rest::json(SignedIn{buyer->has_value(), email_of(*buyer)}).with("Cache-Control", "no-store");
  if (!*buyer && sessions_.has_cookie(request))
    response.headers.emplace_back("Set-Cookie", sessions_.no_cookie(request));
  co_return response;
}

awaitable<Response> BuyersApi::list_orders(const Request& request) {
  auto buyer = co_await sessions_.customer_of(request);
  if (!buyer) co_return problem(buyer.error(), request.id);
  if (!*buyer) co_return problem({sign_in_required, "Sign in to see your orders."}, request.id);
  auto orders = co_await orders_of_buyer(index_, orders_, std::move(**buyer));
  co_return rest::json(orders).with("Cache-Control", "no-store");
}

awaitable<Response> BuyersApi::sign_out(const Request& request) {
  const auto wanted = rest::read_optional_body<SignOut>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  auto session = sessions_.session_of(request);
  if (!session) co_return problem(session.error(), request.id);
  if (wanted->everywhere.value_or(false)) co_return co_await sign_out_everywhere(request, std::move(*session));
  if (*session) co_await sign_in_.sign_out(std::move(**session));
  co_return rest::no_content().with("Set-Cookie", sessions_.no_cookie(request));
}

awaitable<Response> BuyersApi::sign_out_everywhere(const Request& request, std::optional<SessionId> session) {
  const bool done = session && co_await sign_in_.sign_out_everywhere(std::move(*session));
  auto response = done ? rest::no_content() : problem({sign_in_required, ended}, request.id);
  co_return std::move(response).with("Set-Cookie", sessions_.no_cookie(request));
}

}  // namespace souk::payment
