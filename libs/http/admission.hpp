#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/attempts.hpp"
#include "http/message.hpp"

namespace souk::http {

// Who is the store's admin: whoever knows the token, sent as "Authorization: Bearer" or in the cookie of a session.
// Wrong guesses are counted; a client that made too many is not even told that it is right, or it could go on guessing.
class Admission {
 public:
  // Without a token everybody is the admin. `origins`: pages of these may act with the cookie, beside those of our own
  // host.
  Admission(std::optional<std::string> token, std::vector<std::string> origins);

  // Nothing: the request may do what is the admin's. Else the answer to it.
  std::optional<Response> refusal(const Request&);

  Response show_session(const Request&);
  Response sign_in(const Request&);
  Response sign_out(const Request&) const;

 private:
  enum class Standing { admin, nobody, foreign_page, wrong, must_wait };
  Standing judge(const Request&);
  Standing guess(const Request&, std::string_view token);
  bool is_own_page(const Request&) const;
  Response answer(Standing, const Request&) const;
  std::string cookie(const Request&, std::string_view value, long seconds) const;

  std::optional<std::string> token_;
  std::vector<std::string> origins_;
  Attempts attempts_;
};

}  // namespace souk::http
