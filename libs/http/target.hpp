// What a request asks for: taking a request target apart. Pure functions over bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::http {

struct Target {
  std::string_view path;   // as sent, from its '/'; "*" for OPTIONS of the server
  std::string_view query;  // behind the '?'
};

// "/p?q", "http://host/p?q" or "*"; nothing for any other.
std::optional<Target> parse_target(std::string_view text);

// Nothing when a '%' lacks its two digits, or when the result has a NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text);

// Every byte but the unreserved ones of RFC 3986 as %XX.
std::string percent_encode(std::string_view text);

// The names and values of a query string, "+" being a space. What does not decode is left as it was written.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace souk::http
