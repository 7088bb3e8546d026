#include "http/session.hpp"

#include "http/router.hpp"

namespace souk::http {

void Router::add_session() {
  add(Method::get, "/session", "Am I the admin?",
      [this](const Request& request) -> awaitable<Response> { co_return admission_.show_session(request); })
      .answers<Session>()
      .sends({"Cache-Control", "Set-Cookie"})
      .refuses({Code::too_many_requests});
  add(Method::post, "/session", "Sign in",
      [this](const Request& request) -> awaitable<Response> { co_return admission_.sign_in(request); })
      .takes<SignIn>()
      .answers_nothing()
      .sends({"Set-Cookie"})
      .refuses({Code::unauthorized, Code::too_many_requests});
  add(Method::delete_, "/session", "Sign out",
      [this](const Request& request) -> awaitable<Response> { co_return admission_.sign_out(request); })
      .answers_nothing()
      .sends({"Set-Cookie"});
}

}  // namespace souk::http
