#include "auth/session.hpp"

#include "auth/admin_auth.hpp"

namespace souk::auth {

void AdminAuth::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/session", "Am I the admin?", this, &AdminAuth::show_session)
      .answers<Session>()
      .sends({"Cache-Control", "Set-Cookie"})
      .refuses({too_many_requests});
  router.add(post, "/session", "Sign in", this, &AdminAuth::sign_in)
      .says("Exchanges the token for a session of 12 hours; the cookie has the session's id, not the token.")
      .takes<SignIn>()
      .answers_nothing()
      .sends({"Set-Cookie"})
      .refuses({unauthorized, too_many_requests});
  router.add(delete_, "/session", "Sign out", this, &AdminAuth::sign_out)
      .says("Ends the session of the cookie at once, in both services.")
      .answers_nothing()
      .sends({"Set-Cookie"})
      .refuses({unauthorized});
}

}  // namespace souk::auth
