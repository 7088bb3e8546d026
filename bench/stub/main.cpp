// A payment provider for figures: it keeps nothing, answers each call after a delay, and each buyer pays at once.
//
//   stub PORT DELAY_MS WEBHOOK_HOST WEBHOOK_SECRET
//
// A session or an intent is named after its order and amount, so that any call can be answered.
#include <openssl/hmac.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "http/application.hpp"
#include "http/client.hpp"
#include "http/server.hpp"
#include "http/target.hpp"

namespace souk {
namespace {

using boost::asio::awaitable;

std::int64_t seconds_now() {
  return std::chrono::floor<std::chrono::seconds>(wall_clock()).time_since_epoch().count();
}

// The value of a form's field, percent-encoded as it is.
std::string_view field(std::string_view form, std::string_view name) {
  const auto at = form.find(name);
  if (at == form.npos) return {};
  const auto value = form.substr(at + name.size() + 1);
  return value.substr(0, value.find('&'));
}

std::string intent(std::string_view order, std::string_view amount, bool is_captured) {
  return fmt::format(
      R"({{"object":"payment_intent","id":"pi_{0}_{1}","status":"{2}","amount":{1},"amount_capturable":{3},)"
      R"("amount_received":{4},"created":{5},"currency":"usd","canceled_at":null,"metadata":{{"order":"{0}"}}}})",
      order, amount, is_captured ? "succeeded" : "requires_capture", is_captured ? "0" : amount,
      is_captured ? amount : "0", seconds_now());
}

std::string session(std::string_view order, std::string_view amount) {
  return fmt::format(
      R"({{"object":"checkout.session","id":"cs_{0}_{1}","status":"open","payment_status":"unpaid","amount_total":{1},)"
      R"("created":{2},"expires_at":{3},"currency":"usd","client_reference_id":"{0}","url":"http://127.0.0.1/pay/{0}",)"
      R"("payment_intent":null,"metadata":{{"order":"{0}"}}}})",
      order, amount, seconds_now(), seconds_now() + 86400);
}

class Stub : public http::Application {
 public:
  Stub(boost::asio::any_io_executor executor, Milliseconds delay, std::string webhooks, std::string secret)
      : executor_(executor),
        delay_(delay),
        secret_(std::move(secret)),
        webhooks_(executor, {.url = std::move(webhooks),
                             .deadline = Milliseconds(10'000),
                             .max_connections = 64,
                             .max_waiting = 100'000}) {}

  awaitable<http::Response> handle(http::Request& request, std::string_view& route) override {
    route = "call";
    boost::asio::steady_timer timer(executor_, delay_);
    co_await timer.async_wait(boost::asio::use_awaitable);
    if (request.path == "/v1/checkout/sessions") {
      const std::string order(field(request.body, "client_reference_id"));
      const std::string amount(field(request.body, "unit_amount%5D"));
      boost::asio::co_spawn(executor_, pay(order, amount), boost::asio::detached);
      co_return json(session(order, amount));
    }
    // /v1/payment_intents/pi_<order>_<amount>/capture
    const auto name = request.path.substr(request.path.find("pi_") + 3);
    const auto split = name.find('_');
    co_return json(intent(name.substr(0, split), name.substr(split + 1, name.find('/') - split - 1), true));
  }

  http::Response refuse(const http::Request&, const Refusal& refusal) const override {
    return {.status = refusal.code.status};
  }

 private:
  static http::Response json(std::string body) { return {.status = 200, .body = std::move(body)}; }

  // The buyer pays a moment after the page was made.
  awaitable<void> pay(std::string order, std::string amount) {
    boost::asio::steady_timer timer(executor_, Milliseconds(20));
    co_await timer.async_wait(boost::asio::use_awaitable);
    const auto body = fmt::format(
        R"({{"object":"event","id":"evt_{0}","livemode":false,"type":"payment_intent.amount_capturable_updated",)"
        R"("created":{1},"data":{{"object":{2}}}}})",
        order, seconds_now(), intent(order, amount, false));
    const auto time = std::to_string(seconds_now());
    try {
      co_await webhooks_.post("/payments/webhooks/stripe", body,
                              {{"Content-Type", "application/json"},
                               {"Stripe-Signature", "t=" + time + ",v1=" + signature(time + "." + body)}});
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "webhook: %s\n", failure.what());
    }
  }

  std::string signature(const std::string& text) const {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes, &size);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) hex += fmt::format("{:02x}", bytes[i]);
    return hex;
  }

  boost::asio::any_io_executor executor_;
  Milliseconds delay_;
  std::string secret_;
  http::Client webhooks_;
};

}  // namespace
}  // namespace souk

int main(int argc, char** argv) {
  using namespace souk;
  if (argc != 5) return std::fprintf(stderr, "usage: stub PORT DELAY_MS WEBHOOK_URL WEBHOOK_SECRET\n"), 2;
  boost::asio::io_context io{1};
  Stub stub(io.get_executor(), Milliseconds(std::atoi(argv[2])), argv[3], argv[4]);
  http::Server server(io.get_executor(), {.port = static_cast<unsigned short>(std::atoi(argv[1])), .share_port = false},
                      stub);
  boost::asio::co_spawn(io, server.run(), boost::asio::detached);
  io.run();
}
