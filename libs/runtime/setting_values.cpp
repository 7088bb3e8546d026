#include "runtime/setting_values.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

namespace souk::runtime {
namespace {

bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

std::optional<in_addr> ipv4(const std::string& host) {
  in_addr address;
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ? std::optional(address) : std::nullopt;
}

std::optional<in6_addr> ipv6(const std::string& host) {
  in6_addr address;
  return ::inet_pton(AF_INET6, host.c_str(), &address) == 1 ? std::optional(address) : std::nullopt;
}

}  // namespace

bool is_visible_text(std::string_view text) {
  return std::ranges::all_of(text, is_visible);
}

bool is_ip_address(const std::string& host) {
  return ipv4(host) || ipv6(host);
}

bool is_loopback(const std::string& host) {
  if (auto address = ipv4(host)) return (ntohl(address->s_addr) >> 24) == 127;
  if (auto address = ipv6(host)) return IN6_IS_ADDR_LOOPBACK(&*address);
  return host == "localhost";
}

bool is_origin(std::string_view text, std::string_view scheme) {
  if (!text.starts_with(scheme)) return false;
  const auto authority = text.substr(scheme.size());
  if (!is_visible_text(authority) || authority.find_first_of("/?#@\\,\"") != authority.npos) return false;
  const auto colon = authority.starts_with('[') ? authority.find("]:") : authority.find(':');
  if (colon == authority.npos) return !authority.empty();
  const auto port = authority.substr(authority.find(':', colon) + 1);
  unsigned short number;
  return colon > 0 && read_number<unsigned short>(port, 1, 65535, number);
}

std::vector<std::string_view> list_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    auto part = text.substr(at, comma - at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    at = comma + 1;
  }
  return parts;
}

bool is_redis_url(std::string_view text) {
  constexpr std::array<std::string_view, 5> schemes{"redis", "rediss", "redis+sentinel", "rediss+sentinel", "unix"};
  const bool known = std::ranges::find(schemes, text.substr(0, text.find("://"))) != schemes.end();
  return known && text.contains("://") && is_visible_text(text) && text.size() > text.find("://") + 3;
}

bool is_secret(std::string_view text) {
  return text.size() >= 8 && text.size() <= 256 && is_visible_text(text);
}

bool is_web_origin(std::string_view text) {
  return is_origin(text, "http://") || is_origin(text, "https://");
}

std::string in_quotes(std::string_view value) {
  constexpr std::size_t most = 60;
  std::string out = "\"";
  for (char c : value.substr(0, most)) out += c >= ' ' && c <= '~' ? c : '?';
  return out + (value.size() > most ? "...\"" : "\"");
}

}  // namespace souk::runtime
