#include "redis/url.hpp"

#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "base/percent.hpp"

namespace souk::redis {
namespace {

using Text = std::string_view;
using Problem = std::unexpected<std::string>;

template <class Number>
std::optional<Number> digits(Text text, Number most) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

// "user:password", "user" or ":password". No message repeats a part of the URL, since any part of a URL with an odd
// password may belong to the password.
std::expected<void, std::string> read_credentials(Text text, Url& url) {
  const auto colon = text.find(':');
  auto user = percent_decoded(text.substr(0, colon));
  auto password = percent_decoded(colon == Text::npos ? Text() : text.substr(colon + 1));
  if (!user || !password) return Problem("user or password: '%' begins two hexadecimal digits, write '%' as %25");
  url.user = std::move(*user);
  url.password = std::move(*password);
  return {};
}

std::expected<void, std::string> read_database(Text text, Url& url) {
  const auto database = digits<unsigned>(text, 1'000'000);
  if (!database) return Problem("database: expected a number");
  url.database = *database;
  return {};
}

bool is_host(Text text) {
  return std::ranges::all_of(text, [](unsigned char c) {
    return c < 128 && (std::isalnum(c) != 0 || Text("-._:%").contains(static_cast<char>(c)));
  });
}

// Sentinel's rule for the name of a primary.
bool is_name(Text text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return c < 128 && (std::isalnum(c) != 0 || Text("-._").contains(static_cast<char>(c)));
  });
}

// The result is shown as the address, so it must be one.
std::expected<void, std::string> read_host(Text text, unsigned short default_port, Url& url) {
  auto port = text.rfind(':');
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == Text::npos) return Problem("host: '[' without ']'");
    url.host = text.substr(1, bracket - 1);
    text.remove_prefix(bracket + 1);
    if (!text.empty() && text.front() != ':') return Problem("host: only :port may follow ']'");
    port = text.empty() ? Text::npos : 0;
  } else {
    url.host = text.substr(0, port);
    if (url.host.find(':') != std::string::npos) return Problem("host: write an IPv6 address in brackets");
  }
  if (url.host.empty()) return Problem("host: missing");
  if (!is_host(url.host)) return Problem("host: expected a name or an address");
  url.port = default_port;
  if (port == Text::npos) return {};
  const auto number = digits<unsigned>(text.substr(port + 1), 65535);
  if (!number || *number == 0) return Problem("port: expected 1 to 65535");
  url.port = static_cast<unsigned short>(*number);
  return {};
}

// What stands before the first '/', and what behind it.
struct Parts {
  Text hosts, path;
};

std::expected<Parts, std::string> read_authority(Text rest, Url& url) {
  const auto end = std::min(rest.find_first_of("/?#"), rest.size());
  if (rest.substr(end).contains('@')) return Problem("user or password: write '/' as %2F, '?' as %3F and '#' as %23");
  const auto slash = std::min(rest.find('/'), rest.size());
  const auto authority = rest.substr(0, slash);
  const auto path = rest.substr(std::min(slash + 1, rest.size()));
  const auto at = authority.rfind('@');
  if (at == Text::npos) return Parts{authority, path};
  if (auto read = read_credentials(authority.substr(0, at), url); !read) return Problem(read.error());
  return Parts{authority.substr(at + 1), path};
}

// "host:port,host:port"; the last one is the URL's host.
std::expected<std::vector<Url::Address>, std::string> read_hosts(Text hosts, unsigned short default_port, Url& url) {
  std::vector<Url::Address> found;
  for (;;) {
    const auto comma = hosts.find(',');
    if (auto read = read_host(hosts.substr(0, comma), default_port, url); !read) return Problem(read.error());
    found.push_back({url.host, url.port});
    if (comma == Text::npos) return found;
    hosts.remove_prefix(comma + 1);
  }
}

std::expected<Url, std::string> parse_tcp(Text rest) {
  Url url;
  const auto parts = read_authority(rest, url);
  if (!parts) return Problem(parts.error());
  auto hosts = read_hosts(parts->hosts, 6379, url);
  if (!hosts) return Problem(hosts.error());
  url = url.at(hosts->front());
  url.seeds = std::move(*hosts);
  if (!parts->path.empty()) {
    if (auto read = read_database(parts->path, url); !read) return Problem(read.error());
  }
  return url;
}

std::expected<Url, std::string> parse_sentinels(Text rest) {
  Url url;
  const auto parts = read_authority(rest, url);
  if (!parts) return Problem(parts.error());
  auto hosts = read_hosts(parts->hosts, 26379, url);
  if (!hosts) return Problem("a Sentinel's " + hosts.error());
  url.sentinels = std::move(*hosts);
  url.host.clear();
  const auto slash = parts->path.find('/');
  const auto name = parts->path.substr(0, slash);
  if (!is_name(name)) return Problem("after the Sentinels: expected /name of the primary, as they know it");
  url.primary = name;
  if (slash != Text::npos) {
    if (auto read = read_database(parts->path.substr(slash + 1), url); !read) return Problem(read.error());
  }
  return url;
}

std::expected<Url, std::string> parse_unix(Text rest) {
  Url url;
  if (!rest.starts_with('/')) {
    const auto at = rest.rfind("@/");
    if (at == Text::npos) return Problem("path: expected unix:///path");
    if (auto read = read_credentials(rest.substr(0, at), url); !read) return Problem(read.error());
    rest.remove_prefix(at + 1);
  }
  const auto question = rest.find('?');
  url.path = rest.substr(0, question);
  if (url.path.size() < 2) return Problem("path: missing");
  if (url.path.contains("@/")) return Problem("path: expected unix://user:password@/path");
  if (url.path.size() >= sizeof(sockaddr_un::sun_path)) return Problem("path: longer than a unix socket's may be");
  if (question == Text::npos) return url;
  const auto query = rest.substr(question + 1);
  if (!query.starts_with("db=")) return Problem("only ?db=N may follow the path");
  if (auto read = read_database(query.substr(3), url); !read) return Problem(read.error());
  return url;
}

std::string text_of(const Url::Address& address) {
  const bool ipv6 = address.host.contains(':');
  return (ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

std::string text_of(const std::vector<Url::Address>& addresses) {
  std::string text;
  for (const auto& address : addresses) text += (text.empty() ? "" : ", ") + text_of(address);
  return text;
}

}  // namespace

std::expected<Url, std::string> Url::parse(Text text) {
  struct Scheme {
    Text prefix;
    std::expected<Url, std::string> (*parse)(Text);
    bool tls;
  };
  constexpr std::array<Scheme, 5> schemes{{{"redis://", parse_tcp, false},
                                           {"rediss://", parse_tcp, true},
                                           {"redis+sentinel://", parse_sentinels, false},
                                           {"rediss+sentinel://", parse_sentinels, true},
                                           {"unix://", parse_unix, false}}};
  for (const auto& scheme : schemes) {
    if (!text.starts_with(scheme.prefix)) continue;
    auto url = scheme.parse(text.substr(scheme.prefix.size()));
    if (url) url->tls = scheme.tls;
    return url;
  }
  return Problem(
      "expected redis://[user[:password]@]host[:port][/database], for a cluster redis://host[:port],host[:port]..., "
      "redis+sentinel://[user:password@]host[:port],.../primary, "
      "each with TLS as rediss, or unix://[user:password@]/path[?db=N]");
}

std::string Url::address() const {
  if (!path.empty()) return path;
  if (!sentinels.empty()) return primary + " (Sentinels " + text_of(sentinels) + ")";
  return seeds.size() > 1 ? text_of(seeds) : text_of({host, port});
}

Url Url::at(const Address& node) const {
  auto url = *this;
  url.seeds = {node};
  url.sentinels.clear();
  url.primary.clear();
  url.host = node.host;
  url.port = node.port;
  return url;
}

}  // namespace souk::redis
