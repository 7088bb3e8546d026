// All settings of Souk, read once from the environment. All mistakes are reported at once.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/currency.hpp"
#include "base/log.hpp"
#include "runtime/order_button.hpp"

namespace souk::runtime {

// How orders are paid: automatically, by Stripe, or by the sandbox's bank, which speaks as Stripe does.
enum class Payments { instant, stripe, sandbox };

// Which orders need a proof of work: none, those of products that are in demand, or all.
enum class Challenges { off, automatic, always };

struct Settings {
  std::string host = "127.0.0.1";                 // SOUK_HOST
  unsigned short inventory_port = 8000;           // SOUK_INVENTORY_PORT
  unsigned short payment_port = 8001;             // SOUK_PAYMENT_PORT
  unsigned short inventory_consumer_port = 8002;  // SOUK_INVENTORY_CONSUMER_PORT
  unsigned short payment_consumer_port = 8003;    // SOUK_PAYMENT_CONSUMER_PORT
  unsigned short payment_worker_port = 8004;      // SOUK_PAYMENT_WORKER_PORT
  unsigned short bank_port = 8005;                // SOUK_BANK_PORT
  // The service's own URL, else SOUK_REDIS_URL, else the launcher's Redis on 127.0.0.1:SOUK_REDIS_PORT.
  std::string inventory_redis_url = "redis://127.0.0.1:6390";  // SOUK_INVENTORY_REDIS_URL
  std::string payment_redis_url = "redis://127.0.0.1:6390";    // SOUK_PAYMENT_REDIS_URL
  // SOUK_REPLICAS, of each primary: an answer waits until all of them have what it shows. Nothing: not set, as 0.
  std::optional<unsigned> replicas;
  std::string inventory_url;                        // SOUK_INVENTORY_URL, the URL at which payment calls inventory
  std::string consumer_name;                        // SOUK_CONSUMER_NAME, else <host name>:<its port>
  Milliseconds settle_delay{5000};                  // SOUK_SETTLE_DELAY
  unsigned fee_percent = 20;                        // SOUK_FEE_PERCENT, 0..100
  Currency currency = us_dollar;                    // SOUK_CURRENCY, ISO 4217
  Payments payments = Payments::instant;            // SOUK_PAYMENTS: instant, stripe or sandbox
  std::string stripe_secret_key;                    // SOUK_STRIPE_SECRET_KEY; empty: not set
  std::vector<std::string> stripe_webhook_secrets;  // SOUK_STRIPE_WEBHOOK_SECRET, comma separated; all are accepted
  std::string stripe_url;                           // SOUK_STRIPE_URL, else Stripe's or the sandbox's bank
  std::string public_url;                           // SOUK_PUBLIC_URL, the shop as its buyers reach it
  std::vector<OrderButton> order_button;            // SOUK_ORDER_BUTTON; empty: the client's own words
  Milliseconds hold{std::chrono::minutes(15)};      // SOUK_HOLD
  unsigned unpaid_orders = 3;                       // SOUK_UNPAID_ORDERS, of a buyer or an address; 0: any number
  Challenges challenges = Challenges::automatic;    // SOUK_CHALLENGE: auto, always or off
  unsigned challenge_rate = 100;                    // SOUK_CHALLENGE_RATE, orders of a product in a second
  unsigned challenge_work = 100'000;                // SOUK_CHALLENGE_WORK, hashes at most
  Milliseconds visitor_log{std::chrono::days(7)};   // SOUK_VISITOR_LOG, how long it is known who placed an order
  std::string shop_name = "Souk";                   // SOUK_SHOP_NAME, in mails and titles
  std::string smtp_url;                             // SOUK_SMTP_URL; empty: mails are files in SOUK_DATA
  std::string mail_from;                            // SOUK_MAIL_FROM, "Souk <shop@example.com>"
  std::string data = "var";                         // SOUK_DATA, a folder
  std::string client;                               // SOUK_CLIENT, the folder of the built client; empty: not set
  unsigned partitions = 16;                         // SOUK_PARTITIONS, 1..1024
  std::optional<std::string> admin_token;           // SOUK_ADMIN_TOKEN, 16..256 visible characters
  std::vector<std::string> cors_origins = {"http://localhost:3000"};  // SOUK_CORS_ORIGINS, comma separated
  unsigned workers = 1;                                               // SOUK_WORKERS, 1..99: they share the API's port
  unsigned max_connections = 10'000;                                  // SOUK_MAX_CONNECTIONS, 1..1000000
  bool require_durable = true;                                        // SOUK_DURABILITY: "durable" or "relaxed"
  log::Level log_level = log::Level::info;                            // SOUK_LOG_LEVEL: debug, info, warn, error

  // `get` returns the value of a variable, or nothing; std::getenv in a process. An error has one sentence for each
  // mistake, with the variable, its value (never a secret) and what was expected. A host that is not loopback without
  // an admin token is a mistake, too. An empty variable counts as unset. `needed`: variables that a process cannot do
  // without when Stripe takes the payments.
  static std::expected<Settings, std::vector<std::string>> read(
      const std::function<std::optional<std::string>(const char* name)>& get,
      const std::vector<std::string_view>& needed = {});
};

// Names, defaults and meanings, one line each, for --help.
std::string settings_help();

}  // namespace souk::runtime
