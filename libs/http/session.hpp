// The bodies of /session, which Router::add_session() adds.
#pragma once

#include <boost/describe.hpp>
#include <string>

namespace souk::http {

struct Session {
  bool admin;     // is this request the admin's?
  bool required;  // is there a token that one has to know?
};
BOOST_DESCRIBE_STRUCT(Session, (), (admin, required))

struct SignIn {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (token))

}  // namespace souk::http
