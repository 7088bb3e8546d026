#include "runtime/settings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "mail/message.hpp"
#include "runtime/setting_values.hpp"

namespace souk::runtime {
namespace {

// The values of the variables, before defaults that depend on other variables are filled in.
struct Draft {
  Settings settings;
  std::string redis_url;
  unsigned short redis_port = 0;
};

// Stores the value in the draft. Returns false when the value is invalid.
using Read = bool (*)(Draft&, std::string_view value);

enum class Shown { plainly, never };  // a value that is or may contain a secret is never printed

// One line for each variable. Reading, defaults, messages and help all use this table.
struct Variable {
  const char* name;
  std::string_view fallback;   // read like a value; if empty, see `otherwise`
  std::string_view otherwise;  // shown in the help when there is no fixed default
  std::string_view expected;
  std::string_view meaning;
  Read read;
  Shown shown = Shown::plainly;
};

// The words stand in the order of the choices.
template <class Choice, std::size_t count>
bool read_choice(std::string_view text, const std::array<std::string_view, count>& words, Choice& choice) {
  const auto found = std::ranges::find(words, text);
  choice = static_cast<Choice>(found - words.begin());
  return found != words.end();
}

template <unsigned short Settings::* port>
bool read_port(Draft& draft, std::string_view text) {
  return read_number<unsigned short>(text, 1, 65535, draft.settings.*port);
}

template <unsigned Settings::* member, unsigned least, unsigned most>
bool read_unsigned(Draft& draft, std::string_view text) {
  return read_number<unsigned>(text, least, most, draft.settings.*member);
}

bool read_host(Draft& draft, std::string_view text) {
  std::string host(text);
  if (host != "localhost" && !is_ip_address(host)) return false;
  draft.settings.host = std::move(host);
  return true;
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

bool read_replicas(Draft& draft, std::string_view text) {
  return read_number<unsigned>(text, 0, 5, draft.settings.replicas.emplace());
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
  const auto origins = list_of(text);
  draft.settings.cors_origins.assign(origins.begin(), origins.end());
  return std::ranges::all_of(origins, is_web_origin);
}

bool read_payments(Draft& draft, std::string_view text) {
  constexpr std::array<std::string_view, 3> ways{"instant", "stripe", "sandbox"};
  return read_choice(text, ways, draft.settings.payments);
}

bool read_stripe_secret_key(Draft& draft, std::string_view text) {
  draft.settings.stripe_secret_key = text;
  return is_secret(text);
}

bool read_stripe_webhook_secrets(Draft& draft, std::string_view text) {
  const auto secrets = list_of(text);
  draft.settings.stripe_webhook_secrets.assign(secrets.begin(), secrets.end());
  return std::ranges::all_of(secrets, is_secret);
}

template <std::string Settings::* member>
bool read_web_origin(Draft& draft, std::string_view text) {
  if (text.ends_with('/')) text.remove_suffix(1);
  draft.settings.*member = text;
  return is_web_origin(text);
}

bool read_hold(Draft& draft, std::string_view text) {
  const auto hold = parse_duration(text);
  draft.settings.hold = hold.value_or(Milliseconds{});
  return hold && *hold > Milliseconds{} && *hold <= std::chrono::hours(23);
}

bool read_challenges(Draft& draft, std::string_view text) {
  constexpr std::array<std::string_view, 3> choices{"off", "auto", "always"};
  return read_choice(text, choices, draft.settings.challenges);
}

bool read_visitor_log(Draft& draft, std::string_view text) {
  const auto kept = parse_duration(text);
  draft.settings.visitor_log = kept.value_or(Milliseconds{});
  return kept && *kept > Milliseconds{} && *kept <= std::chrono::days(30);
}

bool read_order_button(Draft& draft, std::string_view text) {
  auto buttons = parse_order_button(text);
  draft.settings.order_button = buttons.value_or(std::vector<OrderButton>());
  return buttons.has_value();
}

bool read_shop_name(Draft& draft, std::string_view text) {
  draft.settings.shop_name = text;
  return text.size() <= 100 && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

bool read_smtp_url(Draft& draft, std::string_view text) {
  const bool is_known = text.starts_with("smtp://") || text.starts_with("smtps://");
  const auto server = is_known ? text.substr(text.find("://") + 3) : "";
  const bool is_url = is_visible_text(text) && !server.empty() && server.find_first_of("/?#") == server.npos;
  if (is_url) draft.settings.smtp_url = text;
  return is_url;
}

bool read_mail_from(Draft& draft, std::string_view text) {
  draft.settings.mail_from = text;
  return text.size() <= 320 && mail::parse_mailbox(draft.settings.mail_from).has_value();
}

template <std::string Settings::* member>
bool read_folder(Draft& draft, std::string_view text) {
  draft.settings.*member = text;
  return true;
}

bool read_durability(Draft& draft, std::string_view text) {
  draft.settings.require_durable = text == "durable";
  return text == "durable" || text == "relaxed";
}

bool read_log_level(Draft& draft, std::string_view text) {
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warn", "error"};
  return read_choice(text, levels, draft.settings.log_level);
}

constexpr std::string_view a_port = "a port, 1 to 65535";
constexpr std::string_view a_redis_url =
    "redis://[user:password@]host[:port][/database], for a cluster redis://[user:password@]host[:port],host[:port]..., "
    "redis+sentinel://[user:password@]host[:port],.../primary, each with TLS as rediss, or unix://path";

constexpr auto variables = std::to_array<Variable>({
    {"SOUK_HOST", "127.0.0.1", "", "an IP address or localhost", "address that the services listen on", read_host},
    {"SOUK_INVENTORY_PORT", "8000", "", a_port, "port of inventory's API", read_port<&Settings::inventory_port>},
    {"SOUK_PAYMENT_PORT", "8001", "", a_port, "port of payment's API", read_port<&Settings::payment_port>},
    {"SOUK_INVENTORY_CONSUMER_PORT", "8002", "", a_port, "port of inventory's consumer: health and metrics",
     read_port<&Settings::inventory_consumer_port>},
    {"SOUK_PAYMENT_CONSUMER_PORT", "8003", "", a_port, "port of payment's consumer: health and metrics",
     read_port<&Settings::payment_consumer_port>},
    {"SOUK_PAYMENT_WORKER_PORT", "8004", "", a_port, "port of payment's worker: health and metrics",
     read_port<&Settings::payment_worker_port>},
    {"SOUK_BANK_PORT", "8005", "", a_port, "port of the sandbox's bank", read_port<&Settings::bank_port>},
    {"SOUK_REDIS_PORT", "6390", "", a_port, "port of the Redis on 127.0.0.1 that is used without a URL",
     read_redis_port},
    {"SOUK_REDIS_URL", "", "redis://127.0.0.1:<SOUK_REDIS_PORT>", a_redis_url, "Redis of both services",
     read_shared_redis_url, Shown::never},
    {"SOUK_INVENTORY_REDIS_URL", "", "SOUK_REDIS_URL", a_redis_url, "Redis of inventory",
     read_redis_url<&Settings::inventory_redis_url>, Shown::never},
    {"SOUK_PAYMENT_REDIS_URL", "", "SOUK_REDIS_URL", a_redis_url, "Redis of payment",
     read_redis_url<&Settings::payment_redis_url>, Shown::never},
    {"SOUK_REPLICAS", "", "0", "a whole number, 0 to 5",
     "replicas of each Redis: answers wait until exactly so many have what they show", read_replicas},
    {"SOUK_INVENTORY_URL", "", "http://<SOUK_HOST>:<SOUK_INVENTORY_PORT>", "http://host[:port]",
     "URL at which payment calls inventory", read_inventory_url, Shown::never},
    {"SOUK_CONSUMER_NAME", "", "<host name>:<port>", "at most 128 visible characters",
     "name of a consumer; two live consumers must not share one", read_consumer_name},
    {"SOUK_SETTLE_DELAY", "5s", "", "a duration of at most 24h: 200ms, 5s, 2m or 1h",
     "time from the reservation of an order's units to its settlement", read_settle_delay},
    {"SOUK_FEE_PERCENT", "20", "", "a whole number, 0 to 100", "the fee, in percent of the price",
     read_unsigned<&Settings::fee_percent, 0, 100>},
    {"SOUK_CURRENCY", "USD", "", "the ISO 4217 code of a currency: USD, EUR or JPY",
     "currency of every price; cannot change once there is data", read_currency},
    {"SOUK_PAYMENTS", "instant", "", "instant, stripe or sandbox",
     "how orders are paid: automatically, by Stripe, or by the sandbox's bank", read_payments},
    {"SOUK_STRIPE_SECRET_KEY", "", "none; in the sandbox the bank's", "8 to 256 visible characters",
     "secret key of the Stripe account; payment's worker needs it", read_stripe_secret_key, Shown::never},
    {"SOUK_STRIPE_WEBHOOK_SECRET", "", "none; in the sandbox the bank's",
     "one or more secrets of 8 to 256 visible characters, separated by commas",
     "signing secrets of Stripe's webhook; payment's API needs one", read_stripe_webhook_secrets, Shown::never},
    {"SOUK_STRIPE_URL", "", "https://api.stripe.com; in the sandbox the bank",
     "http://host[:port] or https://host[:port]", "URL of Stripe's API", read_web_origin<&Settings::stripe_url>,
     Shown::never},
    {"SOUK_PUBLIC_URL", "", "http://localhost:3000", "http://host[:port] or https://host[:port]",
     "URL of the shop for its buyers: links in mails and for search engines, and the way back from the payment page",
     read_web_origin<&Settings::public_url>},
    {"SOUK_SHOP_NAME", "Souk", "", "at most 100 characters", "name of the shop in mails and in the titles of its pages",
     read_shop_name},
    {"SOUK_SMTP_URL", "", "none: mails are files in SOUK_DATA/mail",
     "smtp://[user:password@]host[:port] or smtps://...",
     "mail server; payment's worker uses it, and needs SOUK_MAIL_FROM and SOUK_PUBLIC_URL with it", read_smtp_url,
     Shown::never},
    {"SOUK_MAIL_FROM", "", "shop@localhost", "a name and an address: Souk <shop@example.com>",
     "sender of mails, to whom buyers reply", read_mail_from},
    {"SOUK_DATA", "var", "", "a folder", "where mails are files, in its folder mail", read_folder<&Settings::data>},
    {"SOUK_CLIENT", "", "none: the gateway alone serves the client", "a folder",
     "the built client; inventory fills in what its pages say about themselves", read_folder<&Settings::client>},
    {"SOUK_HOLD", "15m", "", "a duration above 0 and at most 23h: 15m or 1h",
     "how long an unpaid order keeps its units", read_hold},
    {"SOUK_UNPAID_ORDERS", "3", "", "a whole number, 0 to 1000",
     "open unpaid orders of a signed-in buyer, or of an address for guests; 0: any number",
     read_unsigned<&Settings::unpaid_orders, 0, 1000>},
    {"SOUK_CHALLENGE", "auto", "", "auto, always or off",
     "which orders need a proof of work: of products in demand, all, or none", read_challenges},
    {"SOUK_CHALLENGE_RATE", "100", "", "a whole number, 1 to 1000000",
     "orders of a product in a second, on average of some ten seconds, from which it is in demand",
     read_unsigned<&Settings::challenge_rate, 1, 1'000'000>},
    {"SOUK_CHALLENGE_WORK", "100000", "", "a whole number, 1 to 10000000",
     "hashes that a proof of work takes at most; half of them on average",
     read_unsigned<&Settings::challenge_work, 1, 10'000'000>},
    {"SOUK_VISITOR_LOG", "168h", "", "a duration above 0 and at most 720h",
     "how long it is known which address and buyer placed an order", read_visitor_log},
    {"SOUK_ORDER_BUTTON", "", "Place order; at a provider Pay {amount}",
     "one text, or texts by language (de=Zahlungspflichtig bestellen;en=Pay {amount}), each of 1 to 60 characters on "
     "one "
     "line, with {amount} at most once",
     "words of the button that places an order", read_order_button},
    {"SOUK_PARTITIONS", "16", "", "a whole number, 1 to 1024",
     "partitions of the data; cannot change once there is data", read_unsigned<&Settings::partitions, 1, 1024>},
    {"SOUK_ADMIN_TOKEN", "", "none: no sign-in is needed", "16 to 256 visible characters",
     "bearer token of the store admin; required unless SOUK_HOST is loopback", read_admin_token, Shown::never},
    {"SOUK_CORS_ORIGINS", "http://localhost:3000", "", "origins separated by commas: http://localhost:3000",
     "origins of pages that may call the APIs", read_cors_origins},
    {"SOUK_WORKERS", "1", "", "a whole number, 1 to 99", "API processes of a service, which share its port",
     read_unsigned<&Settings::workers, 1, 99>},
    {"SOUK_MAX_CONNECTIONS", "10000", "", "a whole number, 1 to 1000000",
     "open connections of an API; one more replaces a silent one, or is refused",
     read_unsigned<&Settings::max_connections, 1, 1'000'000>},
    {"SOUK_DURABILITY", "durable", "", "durable or relaxed",
     "relaxed: also accept a Redis that can lose acknowledged writes", read_durability},
    {"SOUK_LOG_LEVEL", "info", "", "debug, info, warn or error", "lowest level that is logged", read_log_level},
});

std::string mistake(const Variable& variable, std::string_view value) {
  auto sentence = std::string(variable.name);
  if (variable.shown == Shown::plainly) sentence += " is " + in_quotes(value);
  sentence += variable.shown == Shown::plainly ? "; expected " : " is invalid; expected ";
  return sentence.append(variable.expected);
}

// What a process needs to work with Stripe.
std::vector<std::string> missing(const Settings& settings, const std::vector<std::string_view>& needed,
                                 const std::function<std::optional<std::string>(const char*)>& get) {
  std::vector<std::string> sentences;
  if (settings.payments != Payments::stripe) return sentences;
  for (const auto& variable : variables) {
    const bool is_needed = std::ranges::find(needed, variable.name) != needed.end();
    if (!is_needed || !get(variable.name).value_or("").empty()) continue;
    sentences.push_back(std::string(variable.name) + " is not set, and SOUK_PAYMENTS is \"stripe\"; expected " +
                        std::string(variable.expected));
  }
  return sentences;
}

// A mail to a person needs a sender, and a link that leads to the shop.
std::vector<std::string> missing_for_mail(const Settings& settings) {
  std::vector<std::string> sentences;
  if (settings.smtp_url.empty()) return sentences;
  if (settings.mail_from.empty())
    sentences.emplace_back("SOUK_MAIL_FROM is not set, and SOUK_SMTP_URL is; expected a name and an address");
  if (settings.public_url.empty())
    sentences.emplace_back("SOUK_PUBLIC_URL is not set, and SOUK_SMTP_URL is; expected the shop's URL");
  return sentences;
}

std::string own_url(const Settings& settings) {
  auto host = settings.host;
  if (host == "0.0.0.0" || host == "::") host = "127.0.0.1";
  if (host.contains(':')) host = "[" + host + "]";
  return "http://" + host + ":" + std::to_string(settings.inventory_port);
}

// The bank's own defaults, as sandbox/README.md has them.
void complete_sandbox(Settings& settings) {
  if (settings.stripe_secret_key.empty()) settings.stripe_secret_key = "sk_test_souk";
  if (settings.stripe_webhook_secrets.empty()) settings.stripe_webhook_secrets = {"whsec_souk"};
  if (settings.stripe_url.empty()) settings.stripe_url = "http://127.0.0.1:" + std::to_string(settings.bank_port);
}

// The defaults that depend on other variables.
Settings completed(Draft draft) {
  auto& settings = draft.settings;
  if (draft.redis_url.empty()) draft.redis_url = "redis://127.0.0.1:" + std::to_string(draft.redis_port);
  if (settings.inventory_redis_url.empty()) settings.inventory_redis_url = draft.redis_url;
  if (settings.payment_redis_url.empty()) settings.payment_redis_url = draft.redis_url;
  if (settings.inventory_url.empty()) settings.inventory_url = own_url(settings);
  if (settings.payments == Payments::sandbox) complete_sandbox(settings);
  if (settings.stripe_url.empty()) settings.stripe_url = "https://api.stripe.com";
  if (settings.public_url.empty()) settings.public_url = "http://localhost:3000";
  if (settings.mail_from.empty()) settings.mail_from = "shop@localhost";
  return std::move(settings);
}

}  // namespace

std::expected<Settings, std::vector<std::string>> Settings::read(
    const std::function<std::optional<std::string>(const char*)>& get, const std::vector<std::string_view>& needed) {
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
    mistakes.push_back(
        "SOUK_ADMIN_TOKEN is not set, and SOUK_HOST is " + in_quotes(draft.settings.host) +
        ": any computer that reaches this machine could change products and prices; expected a token or a "
        "loopback address");
  }
  std::ranges::move(missing(draft.settings, needed, get), std::back_inserter(mistakes));
  std::ranges::move(missing_for_mail(draft.settings), std::back_inserter(mistakes));
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
