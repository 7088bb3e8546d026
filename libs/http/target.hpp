// Splits a request target. Pure functions over bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::http {

struct Target {
  std::string_view path;   // as sent, from its '/'; "*" for OPTIONS of the server
  std::string_view query;  // after the '?'
};

// Reads "/p?q", "http://host/p?q" or "*". Returns nothing for any other form.
std::optional<Target> parse_target(std::string_view text);

// Returns nothing when a '%' lacks its two digits, or when the result has a NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text);

// Writes every byte except the unreserved ones of RFC 3986 as %XX.
std::string percent_encode(std::string_view text);

// The names and values of a query string; "+" is a space. Text that does not decode is left as it was written.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace souk::http
