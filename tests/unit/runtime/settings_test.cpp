#include "runtime/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace souk::runtime {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Environment = std::map<std::string, std::string>;

auto read(const Environment& environment, const std::vector<std::string_view>& needed = {}) {
  const auto get = [&](const char* name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
  return Settings::read(get, needed);
}

Settings settings(const Environment& environment) {
  return read(environment).value();
}

// The only mistake in this environment; empty when there is none.
std::string mistake(const Environment& environment) {
  const auto result = read(environment);
  if (result) return "";
  EXPECT_EQ(result.error().size(), 1u);
  return result.error().front();
}

constexpr auto token = "0123456789abcdef";

TEST(Settings, the_currency_is_an_active_code_of_iso_4217) {
  EXPECT_EQ(settings({{"SOUK_CURRENCY", "JPY"}}).currency, (Currency{"JPY", 0}));
  EXPECT_EQ(mistake({{"SOUK_CURRENCY", "dollar"}}),
            "SOUK_CURRENCY is \"dollar\"; expected the ISO 4217 code of a currency: USD, EUR or JPY");
}

TEST(Settings, an_empty_environment_gives_the_defaults_of_the_struct) {
  const auto read = settings({});
  const Settings written;
  EXPECT_EQ(read.host, written.host);
  EXPECT_EQ(read.inventory_port, written.inventory_port);
  EXPECT_EQ(read.payment_port, written.payment_port);
  EXPECT_EQ(read.inventory_consumer_port, written.inventory_consumer_port);
  EXPECT_EQ(read.payment_consumer_port, written.payment_consumer_port);
  EXPECT_EQ(read.inventory_redis_url, written.inventory_redis_url);
  EXPECT_EQ(read.payment_redis_url, written.payment_redis_url);
  EXPECT_EQ(read.replicas, std::nullopt);
  EXPECT_EQ(read.inventory_url, "http://127.0.0.1:8000");
  EXPECT_EQ(read.consumer_name, "");
  EXPECT_EQ(read.settle_delay, written.settle_delay);
  EXPECT_EQ(read.fee_percent, written.fee_percent);
  EXPECT_EQ(read.currency, written.currency);
  EXPECT_EQ(read.payment_worker_port, written.payment_worker_port);
  EXPECT_EQ(read.bank_port, written.bank_port);
  EXPECT_EQ(read.payments, written.payments);
  EXPECT_EQ(read.stripe_secret_key, "");
  EXPECT_TRUE(read.stripe_webhook_secrets.empty());
  EXPECT_EQ(read.stripe_url, "https://api.stripe.com");
  EXPECT_EQ(read.public_url, "http://localhost:3000");
  EXPECT_EQ(read.hold, written.hold);
  EXPECT_EQ(read.unpaid_orders, written.unpaid_orders);
  EXPECT_EQ(read.challenges, written.challenges);
  EXPECT_EQ(read.challenge_rate, written.challenge_rate);
  EXPECT_EQ(read.challenge_work, written.challenge_work);
  EXPECT_EQ(read.visitor_log, written.visitor_log);
  EXPECT_TRUE(read.order_button.empty());
  EXPECT_EQ(read.partitions, written.partitions);
  EXPECT_EQ(read.admin_token, std::nullopt);
  EXPECT_EQ(read.cors_origins, written.cors_origins);
  EXPECT_EQ(read.workers, written.workers);
  EXPECT_EQ(read.max_connections, written.max_connections);
  EXPECT_EQ(read.require_durable, written.require_durable);
  EXPECT_EQ(read.log_level, written.log_level);
}

TEST(Settings, every_variable_is_read) {
  const auto read = settings({{"SOUK_HOST", "0.0.0.0"},
                              {"SOUK_INVENTORY_PORT", "1"},
                              {"SOUK_PAYMENT_PORT", "2"},
                              {"SOUK_INVENTORY_CONSUMER_PORT", "3"},
                              {"SOUK_PAYMENT_CONSUMER_PORT", "65535"},
                              {"SOUK_INVENTORY_REDIS_URL", "redis://a:1/2"},
                              {"SOUK_PAYMENT_REDIS_URL", "unix:///run/redis.sock"},
                              {"SOUK_INVENTORY_URL", "http://inventory:80/"},
                              {"SOUK_CONSUMER_NAME", "shop-1:8002"},
                              {"SOUK_SETTLE_DELAY", "200ms"},
                              {"SOUK_FEE_PERCENT", "0"},
                              {"SOUK_PAYMENT_WORKER_PORT", "4"},
                              {"SOUK_BANK_PORT", "5"},
                              {"SOUK_PAYMENTS", "stripe"},
                              {"SOUK_STRIPE_SECRET_KEY", "sk_test_1"},
                              {"SOUK_STRIPE_WEBHOOK_SECRET", "whsec_new, whsec_old"},
                              {"SOUK_STRIPE_URL", "http://127.0.0.1:7/"},
                              {"SOUK_PUBLIC_URL", "https://shop.example/"},
                              {"SOUK_HOLD", "1h"},
                              {"SOUK_UNPAID_ORDERS", "0"},
                              {"SOUK_CHALLENGE", "always"},
                              {"SOUK_CHALLENGE_RATE", "5"},
                              {"SOUK_CHALLENGE_WORK", "6"},
                              {"SOUK_VISITOR_LOG", "24h"},
                              {"SOUK_ORDER_BUTTON", "Zahlungspflichtig bestellen"},
                              {"SOUK_PARTITIONS", "1024"},
                              {"SOUK_ADMIN_TOKEN", token},
                              {"SOUK_CORS_ORIGINS", "https://shop.example, http://[::1]:3000"},
                              {"SOUK_WORKERS", "99"},
                              {"SOUK_MAX_CONNECTIONS", "1000000"},
                              {"SOUK_DURABILITY", "relaxed"},
                              {"SOUK_LOG_LEVEL", "error"}});
  EXPECT_EQ(read.host, "0.0.0.0");
  EXPECT_EQ(read.inventory_port, 1);
  EXPECT_EQ(read.payment_port, 2);
  EXPECT_EQ(read.inventory_consumer_port, 3);
  EXPECT_EQ(read.payment_consumer_port, 65535);
  EXPECT_EQ(read.inventory_redis_url, "redis://a:1/2");
  EXPECT_EQ(read.payment_redis_url, "unix:///run/redis.sock");
  EXPECT_EQ(read.inventory_url, "http://inventory:80");
  EXPECT_EQ(read.consumer_name, "shop-1:8002");
  EXPECT_EQ(read.settle_delay, Milliseconds{200});
  EXPECT_EQ(read.fee_percent, 0u);
  EXPECT_EQ(read.payment_worker_port, 4);
  EXPECT_EQ(read.bank_port, 5);
  EXPECT_EQ(read.payments, Payments::stripe);
  EXPECT_EQ(read.stripe_secret_key, "sk_test_1");
  EXPECT_THAT(read.stripe_webhook_secrets, ElementsAre("whsec_new", "whsec_old"));
  EXPECT_EQ(read.stripe_url, "http://127.0.0.1:7");
  EXPECT_EQ(read.public_url, "https://shop.example");
  EXPECT_EQ(read.hold, std::chrono::hours(1));
  EXPECT_EQ(read.unpaid_orders, 0u);
  EXPECT_EQ(read.challenges, Challenges::always);
  EXPECT_EQ(read.challenge_rate, 5u);
  EXPECT_EQ(read.challenge_work, 6u);
  EXPECT_EQ(read.visitor_log, std::chrono::days(1));
  EXPECT_THAT(read.order_button, ElementsAre(OrderButton{"", "Zahlungspflichtig bestellen"}));
  EXPECT_EQ(read.partitions, 1024u);
  EXPECT_EQ(read.admin_token, token);
  EXPECT_THAT(read.cors_origins, ElementsAre("https://shop.example", "http://[::1]:3000"));
  EXPECT_EQ(read.workers, 99u);
  EXPECT_EQ(read.max_connections, 1'000'000u);
  EXPECT_FALSE(read.require_durable);
  EXPECT_EQ(read.log_level, log::Level::error);
}

TEST(Settings, an_empty_variable_counts_as_unset) {
  const auto read = settings({{"SOUK_INVENTORY_PORT", ""}, {"SOUK_ADMIN_TOKEN", ""}, {"SOUK_REDIS_URL", ""}});
  EXPECT_EQ(read.inventory_port, 8000);
  EXPECT_EQ(read.admin_token, std::nullopt);
  EXPECT_EQ(read.payment_redis_url, "redis://127.0.0.1:6390");
}

TEST(Settings, a_service_without_a_redis_of_its_own_uses_the_shared_one) {
  const auto read = settings({{"SOUK_REDIS_URL", "redis://shared"}, {"SOUK_PAYMENT_REDIS_URL", "redis://own"}});
  EXPECT_EQ(read.inventory_redis_url, "redis://shared");
  EXPECT_EQ(read.payment_redis_url, "redis://own");
}

TEST(Settings, without_any_url_redis_is_the_launchers) {
  const auto read = settings({{"SOUK_REDIS_PORT", "7777"}});
  EXPECT_EQ(read.inventory_redis_url, "redis://127.0.0.1:7777");
  EXPECT_EQ(read.payment_redis_url, "redis://127.0.0.1:7777");
}

TEST(Settings, payment_finds_inventory_at_the_host_it_listens_on) {
  const auto url = [](const char* host) {
    return settings({{"SOUK_HOST", host}, {"SOUK_INVENTORY_PORT", "81"}, {"SOUK_ADMIN_TOKEN", token}}).inventory_url;
  };
  EXPECT_EQ(url("10.0.0.7"), "http://10.0.0.7:81");
  EXPECT_EQ(url("localhost"), "http://localhost:81");
  EXPECT_EQ(url("::1"), "http://[::1]:81");
  EXPECT_EQ(url("0.0.0.0"), "http://127.0.0.1:81");
  EXPECT_EQ(url("::"), "http://127.0.0.1:81");
}

TEST(Settings, every_mistake_is_reported_at_once) {
  const auto result = read({{"SOUK_PAYMENT_PORT", "0"},
                            {"SOUK_FEE_PERCENT", "101"},
                            {"SOUK_SETTLE_DELAY", "5"},
                            {"SOUK_LOG_LEVEL", "loud"}});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error(),
              ElementsAre(R"(SOUK_PAYMENT_PORT is "0"; expected a port, 1 to 65535)",
                          R"(SOUK_SETTLE_DELAY is "5"; expected a duration of at most 24h: 200ms, 5s, 2m or 1h)",
                          R"(SOUK_FEE_PERCENT is "101"; expected a whole number, 0 to 100)",
                          R"(SOUK_LOG_LEVEL is "loud"; expected debug, info, warn or error)"));
}

TEST(Settings, values_at_the_limit_are_accepted_and_one_past_it_is_a_mistake) {
  const std::string longest(128, 'n');
  for (const auto& [name, inside, outside] :
       std::vector<std::array<std::string, 3>>{{"SOUK_INVENTORY_PORT", "1", "0"},
                                               {"SOUK_INVENTORY_PORT", "65535", "65536"},
                                               {"SOUK_REDIS_PORT", "65535", "65536"},
                                               {"SOUK_FEE_PERCENT", "100", "101"},
                                               {"SOUK_FEE_PERCENT", "0", "-1"},
                                               {"SOUK_PARTITIONS", "1", "0"},
                                               {"SOUK_PARTITIONS", "1024", "1025"},
                                               {"SOUK_WORKERS", "1", "0"},
                                               {"SOUK_WORKERS", "99", "100"},
                                               {"SOUK_MAX_CONNECTIONS", "1", "0"},
                                               {"SOUK_MAX_CONNECTIONS", "1000000", "1000001"},
                                               {"SOUK_SETTLE_DELAY", "24h", "86400001ms"},
                                               {"SOUK_HOLD", "1ms", "0s"},
                                               {"SOUK_HOLD", "23h", "24h"},
                                               {"SOUK_VISITOR_LOG", "720h", "721h"},
                                               {"SOUK_UNPAID_ORDERS", "1000", "1001"},
                                               {"SOUK_REPLICAS", "0", "-1"},
                                               {"SOUK_REPLICAS", "5", "6"},
                                               {"SOUK_STRIPE_SECRET_KEY", "12345678", "1234567"},
                                               {"SOUK_STRIPE_WEBHOOK_SECRET", "12345678", "12345678,"},
                                               {"SOUK_ADMIN_TOKEN", std::string(16, 't'), std::string(15, 't')},
                                               {"SOUK_ADMIN_TOKEN", std::string(256, 't'), std::string(257, 't')},
                                               {"SOUK_CONSUMER_NAME", longest, longest + "n"}}) {
    EXPECT_EQ(mistake({{name, inside}}), "");
    EXPECT_THAT(mistake({{name, outside}}), HasSubstr(name));
  }
}

TEST(Settings, a_value_of_another_form_is_a_mistake) {
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"SOUK_HOST", "shop.example"},
                                                        {"SOUK_HOST", "127.0.0.1:80"},
                                                        {"SOUK_HOST", "[::1]"},
                                                        {"SOUK_HOST", "127.1"},
                                                        {"SOUK_PAYMENT_PORT", "80 "},
                                                        {"SOUK_PAYMENT_PORT", "+80"},
                                                        {"SOUK_PAYMENT_PORT", "0x50"},
                                                        {"SOUK_PAYMENT_PORT", "eighty"},
                                                        {"SOUK_PARTITIONS", "16.0"},
                                                        {"SOUK_REDIS_URL", "127.0.0.1:6379"},
                                                        {"SOUK_REDIS_URL", "redis+tls://a"},
                                                        {"SOUK_REDIS_URL", "redis://"},
                                                        {"SOUK_PAYMENT_REDIS_URL", "redis://a b"},
                                                        {"SOUK_INVENTORY_URL", "https://inventory"},
                                                        {"SOUK_INVENTORY_URL", "http://"},
                                                        {"SOUK_INVENTORY_URL", "http://a/products"},
                                                        {"SOUK_INVENTORY_URL", "http://a:0"},
                                                        {"SOUK_INVENTORY_URL", "http://a:port"},
                                                        {"SOUK_INVENTORY_URL", "http://:80"},
                                                        {"SOUK_CONSUMER_NAME", "two words"},
                                                        {"SOUK_ADMIN_TOKEN", "sixteen or more, but with spaces"},
                                                        {"SOUK_CORS_ORIGINS", "shop.example"},
                                                        {"SOUK_CORS_ORIGINS", "http://a,"},
                                                        {"SOUK_CORS_ORIGINS", "http://a,,http://b"},
                                                        {"SOUK_CORS_ORIGINS", "*"},
                                                        {"SOUK_CORS_ORIGINS", "http://a/"},
                                                        {"SOUK_PAYMENTS", "Stripe"},
                                                        {"SOUK_CHALLENGE", "on"},
                                                        {"SOUK_STRIPE_URL", "api.stripe.com"},
                                                        {"SOUK_STRIPE_URL", "https://api.stripe.com/v1"},
                                                        {"SOUK_PUBLIC_URL", "ftp://shop.example"},
                                                        {"SOUK_PUBLIC_URL", "https://"},
                                                        {"SOUK_SMTP_URL", "mail.example"},
                                                        {"SOUK_SMTP_URL", "smtp://"},
                                                        {"SOUK_SMTP_URL", "smtp://mail.example/path"},
                                                        {"SOUK_MAIL_FROM", "Souk"},
                                                        {"SOUK_MAIL_FROM", "a@example.com, b@example.com"},
                                                        {"SOUK_HOLD", "forever"},
                                                        {"SOUK_ORDER_BUTTON", "Pay {total}"},
                                                        {"SOUK_DURABILITY", "Durable"},
                                                        {"SOUK_LOG_LEVEL", "INFO"}}) {
    EXPECT_THAT(mistake({{name, value}}), HasSubstr(name)) << value;
  }
}

TEST(Settings, the_value_of_a_secret_is_never_printed) {
  for (auto name : {"SOUK_ADMIN_TOKEN", "SOUK_REDIS_URL", "SOUK_INVENTORY_REDIS_URL", "SOUK_PAYMENT_REDIS_URL",
                    "SOUK_INVENTORY_URL", "SOUK_STRIPE_SECRET_KEY", "SOUK_STRIPE_WEBHOOK_SECRET", "SOUK_STRIPE_URL",
                    "SOUK_SMTP_URL"}) {
    EXPECT_THAT(mistake({{name, "s3cr3t w0rd"}}), AllOf(HasSubstr(name), Not(HasSubstr("s3cr3t")))) << name;
  }
}

TEST(Settings, a_value_is_shown_on_one_line_of_limited_length) {
  EXPECT_THAT(mistake({{"SOUK_LOG_LEVEL", "a\nb\x1b[0m"}}), HasSubstr(R"("a?b?[0m")"));
  EXPECT_LT(mistake({{"SOUK_LOG_LEVEL", std::string(10'000, 'x')}}).size(), 200u);
}

TEST(Settings, a_host_that_is_not_loopback_needs_an_admin_token) {
  for (auto host : {"0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "126.255.255.255", "::2", "fe80::1"}) {
    EXPECT_THAT(mistake({{"SOUK_HOST", host}}),
                AllOf(HasSubstr("SOUK_ADMIN_TOKEN"), HasSubstr(host), HasSubstr("prices")));
    EXPECT_EQ(mistake({{"SOUK_HOST", host}, {"SOUK_ADMIN_TOKEN", token}}), "");
  }
  for (auto host : {"127.0.0.1", "127.255.255.255", "::1", "localhost"}) EXPECT_EQ(mistake({{"SOUK_HOST", host}}), "");
}

TEST(Settings, a_mail_server_needs_a_sender_and_the_address_of_the_shop) {
  const auto refused = read({{"SOUK_SMTP_URL", "smtps://ada:s3cr3t@mail.example:465"}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error(),
              ElementsAre(HasSubstr("SOUK_MAIL_FROM is not set"), HasSubstr("SOUK_PUBLIC_URL is not set")));
  const auto mailing = settings({{"SOUK_SMTP_URL", "smtp://mail.example"},
                                 {"SOUK_MAIL_FROM", "Souk <shop@example.com>"},
                                 {"SOUK_PUBLIC_URL", "https://shop.example"}});
  EXPECT_EQ(mailing.smtp_url, "smtp://mail.example");
  EXPECT_EQ(mailing.mail_from, "Souk <shop@example.com>");
}

TEST(Settings, with_stripe_a_process_needs_its_own_secrets) {
  const std::vector<std::string_view> needed{"SOUK_STRIPE_SECRET_KEY", "SOUK_PUBLIC_URL"};
  const auto refused = read({{"SOUK_PAYMENTS", "stripe"}, {"SOUK_STRIPE_SECRET_KEY", ""}}, needed);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error(),
              ElementsAre("SOUK_STRIPE_SECRET_KEY is not set, and SOUK_PAYMENTS is \"stripe\"; expected 8 to 256 "
                          "visible characters",
                          "SOUK_PUBLIC_URL is not set, and SOUK_PAYMENTS is \"stripe\"; expected http://host[:port] "
                          "or https://host[:port]"));
  EXPECT_TRUE(read({{"SOUK_PAYMENTS", "stripe"}}));
  for (auto other : {"instant", "sandbox"}) EXPECT_TRUE(read({{"SOUK_PAYMENTS", other}}, needed));
}

TEST(Settings, the_sandbox_uses_the_bank_with_its_own_defaults) {
  const auto read = settings({{"SOUK_PAYMENTS", "sandbox"}, {"SOUK_BANK_PORT", "7777"}});
  EXPECT_EQ(read.stripe_url, "http://127.0.0.1:7777");
  EXPECT_EQ(read.stripe_secret_key, "sk_test_souk");
  EXPECT_THAT(read.stripe_webhook_secrets, ElementsAre("whsec_souk"));
  EXPECT_EQ(read.public_url, "http://localhost:3000");
  EXPECT_EQ(settings({{"SOUK_PAYMENTS", "sandbox"}, {"SOUK_PUBLIC_URL", "http://shop"}}).public_url, "http://shop");
}

TEST(Settings, help_has_a_line_for_every_variable) {
  const auto help = settings_help();
  std::size_t asked = 0;
  const auto read = Settings::read([&](const char* name) -> std::optional<std::string> {
    ++asked;
    EXPECT_THAT(help, HasSubstr(std::string(name) + " "));
    return {};
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(help, '\n')), asked);
  EXPECT_THAT(help, HasSubstr("time from the reservation of an order's units to its settlement (5s)"));
  EXPECT_THAT(help, HasSubstr("(SOUK_REDIS_URL)"));
}

}  // namespace
}  // namespace souk::runtime
