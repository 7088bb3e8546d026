// Every setting of Souk, from the environment, read once; every mistake is reported at once.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/currency.hpp"
#include "base/log.hpp"

namespace souk::runtime {

struct Settings {
  std::string host = "127.0.0.1";                 // SOUK_HOST
  unsigned short inventory_port = 8000;           // SOUK_INVENTORY_PORT
  unsigned short payment_port = 8001;             // SOUK_PAYMENT_PORT
  unsigned short inventory_consumer_port = 8002;  // SOUK_INVENTORY_CONSUMER_PORT
  unsigned short payment_consumer_port = 8003;    // SOUK_PAYMENT_CONSUMER_PORT
  // Of a service, else SOUK_REDIS_URL, else the launcher's on 127.0.0.1:SOUK_REDIS_PORT.
  std::string inventory_redis_url = "redis://127.0.0.1:6390";  // SOUK_INVENTORY_REDIS_URL
  std::string payment_redis_url = "redis://127.0.0.1:6390";    // SOUK_PAYMENT_REDIS_URL
  std::string inventory_url;                                   // SOUK_INVENTORY_URL, where payment finds inventory
  std::string consumer_name;                                   // SOUK_CONSUMER_NAME, else <host name>:<its port>
  Milliseconds settle_delay{5000};                             // SOUK_SETTLE_DELAY
  unsigned fee_percent = 20;                                   // SOUK_FEE_PERCENT, 0..100
  Currency currency = us_dollar;                               // SOUK_CURRENCY, ISO 4217
  unsigned partitions = 16;                                    // SOUK_PARTITIONS, 1..1024
  std::optional<std::string> admin_token;                      // SOUK_ADMIN_TOKEN, 16..256 visible characters
  std::vector<std::string> cors_origins = {"http://localhost:3000"};  // SOUK_CORS_ORIGINS, comma separated
  unsigned workers = 1;                                               // SOUK_WORKERS, 1..99: they share the API's port
  unsigned max_connections = 10'000;                                  // SOUK_MAX_CONNECTIONS, 1..1000000
  bool require_durable = true;                                        // SOUK_DURABILITY: "durable" or "relaxed"
  log::Level log_level = log::Level::info;                            // SOUK_LOG_LEVEL: debug, info, warn, error

  // `get` answers the value of a variable or nothing; std::getenv in a process. On failure one sentence a mistake, each
  // naming the variable, its value (never that of a secret) and what was expected. Among the mistakes: a host that is
  // not loopback without an admin token. An empty variable counts as unset.
  static std::expected<Settings, std::vector<std::string>> read(
      const std::function<std::optional<std::string>(const char* name)>& get);
};

// Names, defaults and meanings, a line each, for --help.
std::string settings_help();

}  // namespace souk::runtime
