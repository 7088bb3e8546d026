// Webhooks as the sandbox's bank signs and sends them.
#include <gmock/gmock.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <map>

#include "bank.hpp"
#include "payment/provider/stripe.hpp"
#include "payment/provider/stripe_notifications.hpp"
#include "redis/running.hpp"

namespace souk::payment {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using souk::testing::Bank;

// Takes what the bank posts, verifies it and answers 200.
class Receiver {
 public:
  Receiver(asio::io_context& io, std::vector<std::string> secrets)
      : notifications_(std::move(secrets), false), acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::co_spawn(io, accept(), [](std::exception_ptr) {});
  }
  std::string url() { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/hook"; }

  std::map<std::string, ProviderAnswer> told;  // by the id of an event, or "look up <object>"
  std::vector<std::string> refused;

 private:
  awaitable<void> accept() {
    for (;;) {
      auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
      asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket)), [](std::exception_ptr) {});
    }
  }
  awaitable<void> serve(tcp::socket socket) {
    for (std::string in;;) {
      const auto size =
          co_await asio::async_read_until(socket, asio::dynamic_buffer(in), "\r\n\r\n", asio::use_awaitable);
      const auto head = in.substr(0, size);
      in.erase(0, size);
      const auto length = std::stoul(field(head, "Content-Length"));
      if (in.size() < length) {
        co_await asio::async_read(socket, asio::dynamic_buffer(in), asio::transfer_exactly(length - in.size()),
                                  asio::use_awaitable);
      }
      take(in.substr(0, length), field(head, "Stripe-Signature"));
      in.erase(0, length);
      const std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      co_await asio::async_write(socket, asio::buffer(ok), asio::use_awaitable);
    }
  }
  static std::string field(std::string_view head, std::string_view name) {
    const auto begin = head.find(name) + name.size() + 2;
    return std::string(head.substr(begin, head.find("\r\n", begin) - begin));
  }
  void take(const std::string& body, const std::string& signature) {
    const auto said = notifications_.verify(body, {{"Stripe-Signature", signature}}, wall_clock());
    if (!said) return refused.push_back(said.error());
    for (const auto& event : said->events) told[event.id()] = *said;
    if (said->state == ProviderAnswer::State::unknown) told["look up " + said->object] = *said;
  }

  StripeNotifications notifications_;
  tcp::acceptor acceptor_;
};

struct Webhooks : ::testing::Test {
  asio::io_context io{1};
  Receiver receiver{io, {"whsec_newer", Bank::webhook_secret}};
  Bank bank{receiver.url()};
  http::Client http{io.get_executor(), {.url = bank.url(), .deadline = Milliseconds(10'000)}};
  Stripe stripe{http, Bank::secret_key};
  PaymentStep step{.pk = Ulid::next(), .amount = Money::minor(4800)};

  awaitable<std::string> pay() {
    const auto opened = co_await stripe.authorize({.step = step,
                                                   .lines = {{"Lamp", 2, Money::minor(2400)}},
                                                   .email = "ada@example.com",
                                                   .success_url = "https://shop.example/",
                                                   .cancel_url = "https://shop.example/",
                                                   .session_end = wall_clock() + std::chrono::minutes(40)});
    const auto session = opened.events.at(0).object;
    co_await http.post("/pay/" + session, "action=pay");
    co_return (co_await stripe.lookup({.pk = step.pk, .object = session, .amount = {}})).object;
  }
  awaitable<void> fault(std::string json) { EXPECT_EQ((co_await http.post("/faults", std::move(json))).status, 201); }
  awaitable<void> expect_told(std::vector<std::string> ids) {
    for (const auto& id : ids) {
      EXPECT_TRUE(co_await redis::becomes_true([&] { return receiver.told.contains(id); })) << id;
    }
  }
};

TEST_F(Webhooks, state_each_step_of_a_payment_by_the_ids_that_the_calls_use) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto intent = co_await pay();
    co_await expect_told({"authorized:" + intent, "look up " + intent});
    EXPECT_EQ(receiver.told["look up " + intent].reference, step.pk.text());
    co_await stripe.capture(step, intent);
    co_await stripe.refund(step, intent, 1, Money::minor(1200));
    co_await expect_told({"captured:" + intent, "refunded:1"});
    EXPECT_EQ(receiver.told["captured:" + intent].reference, step.pk.text());
    EXPECT_EQ(receiver.told["refunded:1"].events.back().amount, Money::minor(1200));
    EXPECT_THAT(receiver.refused, ::testing::IsEmpty());
  });
}

TEST_F(Webhooks, of_a_dispute_name_the_payment) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto intent = co_await pay();
    co_await stripe.capture(step, intent);
    co_await fault(R"({"fault":"dispute","payment_intent":")" + intent + "\"}");
    const auto is_dispute = [](const auto& one) { return one.first.starts_with("disputed:dp_"); };
    EXPECT_TRUE(co_await redis::becomes_true([&] { return std::ranges::any_of(receiver.told, is_dispute); }));
    const auto dispute = std::ranges::find_if(receiver.told, is_dispute);
    if (dispute != receiver.told.end()) {
      EXPECT_EQ(dispute->second.object, intent);
    }
  });
}

TEST_F(Webhooks, with_a_wrong_or_old_signature_are_refused) {
  redis::run(io, [&]() -> awaitable<void> {
    for (const std::string how : {"wrongly_signed", "old"}) {
      co_await fault(R"({"fault":"webhook","times":1,"event":"checkout.session.completed","how":")" + how + "\"}");
      step.pk = Ulid::next();
      const auto refused = receiver.refused.size();
      co_await pay();
      EXPECT_TRUE(co_await redis::becomes_true([&] { return receiver.refused.size() > refused; })) << how;
    }
    EXPECT_THAT(receiver.refused, ::testing::ElementsAre(::testing::HasSubstr("not of one of our secrets"),
                                                         ::testing::HasSubstr("more than 300 s")));
  });
}

}  // namespace
}  // namespace souk::payment
