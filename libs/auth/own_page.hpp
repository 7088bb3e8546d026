#pragma once

#include <string>
#include <vector>

#include "http/message.hpp"

namespace souk::auth {

// Whether a request with a session may change something: it came from a page of our own host or of one of `origins`, or
// from no page at all. SameSite keeps other sites out; this also keeps out other programs on the same host, for
// instance on another port. The browser names the page in Origin, or says in Sec-Fetch-Site how it is related to us.
bool is_own_page(const http::Request&, const std::vector<std::string>& origins);

// GET and HEAD change nothing, and a page of another origin cannot read their answers.
bool is_safe(http::Method);

}  // namespace souk::auth
