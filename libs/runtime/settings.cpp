#include "runtime/settings.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace souk::runtime {
namespace {

// What the variables say before it is known which of them matter.
struct Draft {
  Settings settings;
  std::string redis_url;
  unsigned short redis_port = 0;
};

// Puts the value into the draft; answers false when it is not what was expected.
using Read = bool (*)(Draft&, std::string_view value);

enum class Shown { plainly, never };  // a value that may be or hold a secret is never printed

// One line a variable: reading, defaults, messages and help all come from here.
struct Variable {
  const char* name;
  std::string_view fallback;   // read like a value; empty: see `otherwise`
  std::string_view otherwise;  // what help says instead of a default
  std::string_view expected;
  std::string_view meaning;
  Read read;
  Shown shown = Shown::plainly;
};

template <class T>
bool read_number(std::string_view text, T least, T most, T& out) {
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return false;
  out = value;
  return true;
}

template <unsigned short Settings::* port>
bool read_port(Draft& draft, std::string_view text) {
  return read_number<unsigned short>(text, 1, 65535, draft.settings.*port);
}

template <unsigned Settings::* member, unsigned least, unsigned most>
bool read_unsigned(Draft& draft, std::string_view text) {
  return read_number<unsigned>(text, least, most, draft.settings.*member);
}

bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

bool is_visible_text(std::string_view text) {
  return std::ranges::all_of(text, is_visible);
}

std::optional<in_addr> ipv4(const std::string& host) {
  in_addr address;
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ? std::optional(address) : std::nullopt;
}

std::optional<in6_addr> ipv6(const std::string& host) {
  in6_addr address;
  return ::inet_pton(AF_INET6, host.c_str(), &address) == 1 ? std::optional(address) : std::nullopt;
}

bool is_loopback(const std::string& host) {
  if (auto address = ipv4(host)) return (ntohl(address->s_addr) >> 24) == 127;
  if (auto address = ipv6(host)) return IN6_IS_ADDR_LOOPBACK(&*address);
  return host == "localhost";
}

bool read_host(Draft& draft, std::string_view text) {
  std::string host(text);
  if (host != "localhost" && !ipv4(host) && !ipv6(host)) return false;
  draft.settings.host = std::move(host);
  return true;
}

bool is_redis_url(std::string_view text) {
  const bool known = text.starts_with("redis://") || text.starts_with("unix://");
  return known && is_visible_text(text) && text.size() > text.find("://") + 3;
}

template <std::string Settings::* member>
bool read_redis_url(Draft& draft, std::string_view text) {
  draft.settings.*member = text;
  return is_redis_url(text);
}

bool read_shared_redis_url(Draft& draft, std::string_view text) {
  draft.redis_url = text;
  return is_redis_url(text);
}

bool read_redis_port(Draft& draft, std::string_view text) {
  return read_number<unsigned short>(text, 1, 65535, draft.redis_port);
}

// scheme://host[:port], which is also what a browser sends as Origin.
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

bool read_inventory_url(Draft& draft, std::string_view text) {
  if (text.ends_with('/')) text.remove_suffix(1);
  draft.settings.inventory_url = text;
  return is_origin(text, "http://");
}

bool read_consumer_name(Draft& draft, std::string_view text) {
  draft.settings.consumer_name = text;
  return text.size() <= 128 && is_visible_text(text);
}

bool read_settle_delay(Draft& draft, std::string_view text) {
  auto delay = parse_duration(text);
  if (!delay || *delay > std::chrono::hours(24)) return false;
  draft.settings.settle_delay = *delay;
  return true;
}

bool read_currency(Draft& draft, std::string_view text) {
  const auto found = Currency::find(text);
  draft.settings.currency = found.value_or(us_dollar);
  return found.has_value();
}

bool read_admin_token(Draft& draft, std::string_view text) {
  draft.settings.admin_token = text;
  return text.size() >= 16 && text.size() <= 256 && is_visible_text(text);
}

bool read_cors_origins(Draft& draft, std::string_view text) {
  auto& origins = draft.settings.cors_origins;
  origins.clear();
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    auto origin = text.substr(at, comma - at);
    while (origin.starts_with(' ')) origin.remove_prefix(1);
    while (origin.ends_with(' ')) origin.remove_suffix(1);
    if (!is_origin(origin, "http://") && !is_origin(origin, "https://")) return false;
    origins.emplace_back(origin);
    at = comma + 1;
  }
  return true;
}

bool read_durability(Draft& draft, std::string_view text) {
  draft.settings.require_durable = text == "durable";
  return text == "durable" || text == "relaxed";
}

bool read_log_level(Draft& draft, std::string_view text) {
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warn", "error"};
  const auto found = std::ranges::find(levels, text);
  draft.settings.log_level = static_cast<log::Level>(found - levels.begin());
  return found != levels.end();
}

constexpr std::string_view a_port = "a port, 1 to 65535";
constexpr std::string_view a_redis_url = "redis://[user:password@]host[:port][/database] or unix://path";

constexpr auto variables = std::to_array<Variable>({
    {"SOUK_HOST", "127.0.0.1", "", "an IP address or localhost", "address that the services listen on", read_host},
    {"SOUK_INVENTORY_PORT", "8000", "", a_port, "port of inventory's API", read_port<&Settings::inventory_port>},
    {"SOUK_PAYMENT_PORT", "8001", "", a_port, "port of payment's API", read_port<&Settings::payment_port>},
    {"SOUK_INVENTORY_CONSUMER_PORT", "8002", "", a_port, "port of inventory's consumer: health and metrics",
     read_port<&Settings::inventory_consumer_port>},
    {"SOUK_PAYMENT_CONSUMER_PORT", "8003", "", a_port, "port of payment's consumer: health and metrics",
     read_port<&Settings::payment_consumer_port>},
    {"SOUK_REDIS_PORT", "6390", "", a_port, "port of the Redis on 127.0.0.1 that is used when no URL is set",
     read_redis_port},
    {"SOUK_REDIS_URL", "", "redis://127.0.0.1:<SOUK_REDIS_PORT>", a_redis_url, "Redis of both services",
     read_shared_redis_url, Shown::never},
    {"SOUK_INVENTORY_REDIS_URL", "", "SOUK_REDIS_URL", a_redis_url, "Redis of inventory",
     read_redis_url<&Settings::inventory_redis_url>, Shown::never},
    {"SOUK_PAYMENT_REDIS_URL", "", "SOUK_REDIS_URL", a_redis_url, "Redis of payment",
     read_redis_url<&Settings::payment_redis_url>, Shown::never},
    {"SOUK_INVENTORY_URL", "", "http://<SOUK_HOST>:<SOUK_INVENTORY_PORT>", "http://host[:port]",
     "where payment finds inventory", read_inventory_url, Shown::never},
    {"SOUK_CONSUMER_NAME", "", "<host name>:<port>", "at most 128 visible characters",
     "a consumer's name, its own among those alive", read_consumer_name},
    {"SOUK_SETTLE_DELAY", "5s", "", "a duration of at most 24h: 200ms, 5s, 2m or 1h",
     "time from the reservation of an order's units to its settlement", read_settle_delay},
    {"SOUK_FEE_PERCENT", "20", "", "a whole number, 0 to 100", "the fee, in percent of the price",
     read_unsigned<&Settings::fee_percent, 0, 100>},
    {"SOUK_CURRENCY", "USD", "", "the ISO 4217 code of a currency: USD, EUR or JPY",
     "the currency of every price, fixed once there is any data", read_currency},
    {"SOUK_PARTITIONS", "16", "", "a whole number, 1 to 1024", "parts of the data, fixed once there is any",
     read_unsigned<&Settings::partitions, 1, 1024>},
    {"SOUK_ADMIN_TOKEN", "", "none: nothing is guarded", "16 to 256 visible characters",
     "bearer token of the store admin; required unless SOUK_HOST is loopback", read_admin_token, Shown::never},
    {"SOUK_CORS_ORIGINS", "http://localhost:3000", "", "origins separated by commas: http://localhost:3000",
     "browsers' origins that may call the APIs", read_cors_origins},
    {"SOUK_WORKERS", "1", "", "a whole number, 1 to 99", "API processes of a service, which share its port",
     read_unsigned<&Settings::workers, 1, 99>},
    {"SOUK_MAX_CONNECTIONS", "10000", "", "a whole number, 1 to 1000000",
     "open connections an API takes; one more takes the place of a silent one, or is refused",
     read_unsigned<&Settings::max_connections, 1, 1'000'000>},
    {"SOUK_DURABILITY", "durable", "", "durable or relaxed",
     "relaxed: also start on a Redis that can lose what it acknowledged", read_durability},
    {"SOUK_LOG_LEVEL", "info", "", "debug, info, warn or error", "least level that is logged", read_log_level},
});

// As a message may show it: one line, of bearable length.
std::string in_quotes(std::string_view value) {
  constexpr std::size_t most = 60;
  std::string out = "\"";
  for (char c : value.substr(0, most)) out += c >= ' ' && c <= '~' ? c : '?';
  return out + (value.size() > most ? "...\"" : "\"");
}

std::string mistake(const Variable& variable, std::string_view value) {
  auto sentence = std::string(variable.name);
  if (variable.shown == Shown::plainly) sentence += " is " + in_quotes(value);
  sentence += variable.shown == Shown::plainly ? "; expected " : " is not what was expected: ";
  return sentence.append(variable.expected);
}

std::string own_url(const Settings& settings) {
  auto host = settings.host;
  if (host == "0.0.0.0" || host == "::") host = "127.0.0.1";
  if (host.contains(':')) host = "[" + host + "]";
  return "http://" + host + ":" + std::to_string(settings.inventory_port);
}

// The defaults that depend on other variables.
Settings completed(Draft draft) {
  auto& settings = draft.settings;
  if (draft.redis_url.empty()) draft.redis_url = "redis://127.0.0.1:" + std::to_string(draft.redis_port);
  if (settings.inventory_redis_url.empty()) settings.inventory_redis_url = draft.redis_url;
  if (settings.payment_redis_url.empty()) settings.payment_redis_url = draft.redis_url;
  if (settings.inventory_url.empty()) settings.inventory_url = own_url(settings);
  return std::move(settings);
}

}  // namespace

std::expected<Settings, std::vector<std::string>> Settings::read(
    const std::function<std::optional<std::string>(const char*)>& get) {
  Draft draft;
  draft.settings.inventory_redis_url.clear();
  draft.settings.payment_redis_url.clear();
  std::vector<std::string> mistakes;
  for (const auto& variable : variables) {
    const auto given = get(variable.name).value_or("");
    const std::string_view value = given.empty() ? variable.fallback : given;
    if (!value.empty() && !variable.read(draft, value)) mistakes.push_back(mistake(variable, value));
  }
  if (!is_loopback(draft.settings.host) && !draft.settings.admin_token) {
    mistakes.push_back("SOUK_ADMIN_TOKEN is not set, and SOUK_HOST is " + in_quotes(draft.settings.host) +
                       ": whoever reaches this machine could change products and prices; expected a token, or a "
                       "loopback address");
  }
  if (!mistakes.empty()) return std::unexpected(std::move(mistakes));
  return completed(std::move(draft));
}

std::string settings_help() {
  std::size_t widest = 0;
  for (const auto& variable : variables) widest = std::max(widest, std::string_view(variable.name).size());
  std::string help;
  for (const auto& variable : variables) {
    std::string line = variable.name;
    line.resize(widest + 2, ' ');
    line += variable.meaning;
    line.append(" (").append(variable.fallback.empty() ? variable.otherwise : variable.fallback).append(")\n");
    help += line;
  }
  return help;
}

}  // namespace souk::runtime
