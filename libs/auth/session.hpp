// The bodies of /session.
#pragma once

#include <boost/describe.hpp>
#include <string>

namespace souk::auth {

struct Session {
  bool admin;     // whether this request is the admin's
  bool required;  // whether a token is set, so that the admin must sign in
};
BOOST_DESCRIBE_STRUCT(Session, (), (admin, required))

struct SignIn {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (token))

}  // namespace souk::auth
