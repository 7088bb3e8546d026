// A shop at the sandbox's bank. The tests of a program share one bank.
#pragma once

#include <gmock/gmock.h>

#include <ranges>

#include "bank.hpp"
#include "payment/provider/stripe.hpp"
#include "redis/running.hpp"

namespace souk::payment {

using souk::testing::Bank;

inline std::vector<std::string> ids(const ProviderAnswer& answer) {
  std::vector<std::string> ids;
  for (const auto& event : answer.events) ids.push_back(event.id());
  return ids;
}

// Hands back what the coroutine returned.
template <class T>
T run(boost::asio::io_context& io, awaitable<T> work) {
  std::optional<T> result;
  io.restart();  // it is stopped when it has run out of work
  redis::run(io, [&]() -> awaitable<void> { result = co_await std::move(work); });
  return std::move(result).value();
}

class StripeAtTheBank : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { bank_ = std::make_unique<Bank>(); }
  static void TearDownTestSuite() { bank_.reset(); }

  // One payment, and its session and intent.
  struct Paid {
    PaymentStep step;
    std::string session, intent;
  };

  static PaymentStep new_step() { return {.pk = Ulid::next(), .amount = Money::minor(4800)}; }
  static PaymentStep next(PaymentStep step) {
    ++step.attempt;
    return step;
  }
  static Purchase purchase(const PaymentStep& step, Milliseconds open = std::chrono::minutes(35)) {
    return {.step = step,
            .lines = {{"Lamp", 1, Money::minor(step.amount.minor_units() - 2400)}, {"Lamp", 2, Money::minor(1200)}},
            .email = "ada@example.com",
            .success_url = "https://shop.example/paid",
            .cancel_url = "https://shop.example/back",
            .session_end = step.pk.time() + open};
  }

  ProviderAnswer authorize(const Purchase& purchase) { return run(io, stripe.authorize(purchase)); }
  ProviderAnswer authorize(const PaymentStep& step) { return authorize(purchase(step)); }
  ProviderAnswer expire(const PaymentStep& step, const std::string& id) { return run(io, stripe.expire(step, id)); }
  ProviderAnswer capture(const PaymentStep& step, const std::string& id) { return run(io, stripe.capture(step, id)); }
  ProviderAnswer cancel(const PaymentStep& step, const std::string& id) { return run(io, stripe.cancel(step, id)); }
  ProviderAnswer refund(const Paid& paid, unsigned number, std::int64_t amount) {
    return run(io, stripe.refund(paid.step, paid.intent, number, Money::minor(amount)));
  }
  ProviderAnswer lookup(const PaymentStep& step, std::string object = "") {
    return run(
        io,
        stripe.lookup({.pk = step.pk, .object = std::move(object), .amount = step.amount, .asked_at = step.pk.time()}));
  }

  std::string session_of(const ProviderAnswer& answer) {
    EXPECT_EQ(answer.events.size(), 1) << answer.why;
    return answer.events.empty() ? "" : answer.events.front().object;
  }
  Paid paid() {
    const auto step = new_step();
    const auto session = session_of(authorize(step));
    pay(session);
    return {step, session, lookup(step, session).object};
  }
  Paid captured() {
    auto payment = paid();
    EXPECT_EQ(ids(capture(payment.step, payment.intent)).size(), 2);
    return payment;
  }

  void pay(const std::string& session) { ask("/pay/" + session, "action=pay", 303); }
  void fault(const std::string& json) { ask("/faults", json, 201); }
  void ask(std::string target, std::string body, unsigned expected) {
    EXPECT_EQ(run(io, buyer.post(std::move(target), std::move(body))).status, expected);
  }
  std::string bookings() { return run(io, buyer.get("/bookings")).body; }
  // How often the bank booked this for the order.
  std::size_t booked(const std::string& kind, const PaymentStep& step) {
    std::size_t count = 0;
    const auto all = bookings();
    for (const auto line : std::views::split(all, '\n')) {
      const std::string_view text(line.begin(), line.end());
      count += text.contains("\"kind\": \"" + kind + "\"") && text.contains(step.pk.text()) ? 1 : 0;
    }
    return count;
  }

  static inline std::unique_ptr<Bank> bank_;
  boost::asio::io_context io{1};
  http::Client buyer{io.get_executor(), {.url = bank_->url(), .deadline = Milliseconds(10'000)}};
  http::Client http{io.get_executor(), {.url = bank_->url(), .deadline = Milliseconds(10'000)}};
  Stripe stripe{http, Bank::secret_key};
};

}  // namespace souk::payment
