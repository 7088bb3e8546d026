#include "auth/session.hpp"

#include "auth/admin_auth.hpp"

namespace souk::auth {

using boost::asio::awaitable;

void AdminAuth::add_routes(rest::Router& router) {
  using enum http::Method;
  router
      .add(get, "/session", "Am I the admin?",
           [this](const Request& request) -> awaitable<Response> { co_return show_session(request); })
      .answers<Session>()
      .sends({"Cache-Control", "Set-Cookie"})
      .refuses({too_many_requests});
  router
      .add(post, "/session", "Sign in",
           [this](const Request& request) -> awaitable<Response> { co_return sign_in(request); })
      .takes<SignIn>()
      .answers_nothing()
      .sends({"Set-Cookie"})
      .refuses({unauthorized, too_many_requests});
  router
      .add(delete_, "/session", "Sign out",
           [this](const Request& request) -> awaitable<Response> { co_return sign_out(request); })
      .answers_nothing()
      .sends({"Set-Cookie"});
}

}  // namespace souk::auth
