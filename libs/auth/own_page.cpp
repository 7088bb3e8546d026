#include "auth/own_page.hpp"

#include <algorithm>

#include "http/ascii.hpp"

namespace souk::auth {

using http::same_word;

bool is_own_page(const http::Request& request, const std::vector<std::string>& origins) {
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) {
    const auto site = request.header("Sec-Fetch-Site");
    return site.empty() || same_word(site, "same-origin") || same_word(site, "none");
  }
  if (std::ranges::count(origins, origin) > 0) return true;
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && same_word(origin.substr(scheme + 3), request.header("Host"));
}

bool is_safe(http::Method method) {
  return method == http::Method::get || method == http::Method::head;
}

}  // namespace souk::auth
