// The use cases of an order's payment, with orders and ledgers in memory.
#include "payment/app/order_payments.hpp"

#include <gmock/gmock.h>

#include "unit/http/run.hpp"
#include "unit/payment/memory_ledgers.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class OfAPayment : public ::testing::Test {
 protected:
  void run(awaitable<void> work) {
    const auto done = [](awaitable<void> wanted) -> awaitable<bool> {
      co_await std::move(wanted);
      co_return true;
    };
    http::testing::run(io, done(std::move(work)));
  }

  boost::asio::io_context io{1};
  MemoryOrders orders;
  MemoryLedgers ledgers;
  OrderPayments payments{orders, ledgers};
};

class ARefund : public OfAPayment {
 protected:
  Outcome<Refunded> refund(NewRefund wanted, std::string key = "key") {
    return http::testing::run(io, payments.refund_order(pk, std::move(wanted), std::move(key)));
  }
  static NewRefund of_amount(int minor) {
    NewRefund wanted;
    wanted.amount.emplace(Money::minor(minor));
    return wanted;
  }
  static NewRefund of_lines(const std::vector<RefundLine>& lines) {
    NewRefund wanted;
    wanted.lines.emplace();
    for (const auto& line : lines) wanted.lines->push_back(line);
    return wanted;
  }
  std::vector<std::pair<std::size_t, std::int64_t>> asked_for(const std::string& key) const {
    std::vector<std::pair<std::size_t, std::int64_t>> lines;
    for (const auto& [number, units] : ledgers.refunds.at(key).second) lines.emplace_back(number, units);
    return lines;
  }

  const Ulid pk = orders.has(Status::completed);
  const Ulid first = orders.orders.at(pk).lines.front().product_id;
  const Ulid second = [this] {
    auto& lines = orders.orders.at(pk).lines;
    lines.push_back({.product_id = Ulid::next(), .quantity = Units(3)});
    return lines.back().product_id;
  }();
};

TEST_F(ARefund, of_an_amount_names_no_lines) {
  const auto refunded = refund(of_amount(500)).value();
  EXPECT_EQ(refunded.order.pk, pk);
  EXPECT_FALSE(refunded.replayed);
  EXPECT_THAT(asked_for("key"), IsEmpty());
}

TEST_F(ARefund, names_lines_by_their_numbers_and_no_units_for_all_that_is_left) {
  EXPECT_TRUE(refund(of_lines({{second, Units(2)}, {first, std::nullopt}})));
  EXPECT_THAT(asked_for("key"), ElementsAre(Pair(2, 2), Pair(1, 0)));
}

TEST_F(ARefund, of_a_product_that_the_order_does_not_have_is_refused_at_its_line) {
  const auto refusal = refund(of_lines({{first, std::nullopt}, {Ulid::next(), Units(1)}})).error();
  EXPECT_EQ(refusal.code, validation_failed);
  EXPECT_EQ(refusal.errors.at(0).loc, (Location{"lines", std::size_t{1}, "id"}));
  EXPECT_EQ(refusal.errors.at(0).msg, "Input should be a product of the order");
  EXPECT_THAT(ledgers.refunds, IsEmpty());
}

TEST_F(ARefund, of_an_unknown_order_is_refused) {
  const auto refused = http::testing::run(io, payments.refund_order(Ulid::next(), of_amount(1), "key"));
  EXPECT_EQ(refused.error().code, order_not_found);
  EXPECT_THAT(ledgers.refunds, IsEmpty());
}

TEST_F(ARefund, is_refused_as_the_ledger_says) {
  ledgers.refuses = Refusal{not_paid, "open"};
  EXPECT_EQ(refund(of_amount(1)).error().code, not_paid);
  ledgers.refuses = Refusal{refund_exceeds_captured, "At most"};
  EXPECT_EQ(refund(of_amount(1)).error().detail, "At most");
}

TEST_F(ARefund, with_the_same_key_is_asked_for_once) {
  EXPECT_FALSE(refund(of_amount(500))->replayed);
  EXPECT_TRUE(refund(of_amount(500))->replayed);
  EXPECT_EQ(refund(of_amount(501)).error().code, idempotency_key_reused);
  EXPECT_EQ(ledgers.refunds.size(), 1u);
  EXPECT_FALSE(refund(of_amount(500), "other")->replayed);
}

TEST_F(ARefund, whose_answer_was_lost_is_not_asked_for_again_by_a_repeat) {
  ledgers.loses_answers = true;
  EXPECT_THROW(refund(of_amount(500)), Unavailable);
  ledgers.loses_answers = false;
  EXPECT_TRUE(refund(of_amount(500))->replayed);
  EXPECT_EQ(ledgers.refunds.size(), 1u);
}

TEST_F(ARefund, is_not_asked_for_while_redis_is_away) {
  ledgers.away = true;
  EXPECT_THROW(refund(of_amount(500)), Unavailable);
  orders.away = true;
  EXPECT_THROW(refund(of_amount(500)), Unavailable);
  EXPECT_THAT(ledgers.refunds, IsEmpty());
}

class ARefresh : public OfAPayment {
 protected:
  Ulid order_with(PaymentStatus status) {
    const auto pk = orders.has(Status::pending);
    orders.orders.at(pk).paid = ProviderPayment{.payment = {.status = status}, .line_refunds = {}};
    return pk;
  }
  Outcome<void> refresh(Ulid pk) {
    const auto result = [](awaitable<Outcome<void>> work) -> awaitable<std::optional<Refusal>> {
      auto asked = co_await std::move(work);
      co_return asked ? std::nullopt : std::optional(std::move(asked.error()));
    };
    auto refused = http::testing::run(io, result(payments.refresh_payment(pk)));
    return refused ? Outcome<void>(std::unexpected(std::move(*refused))) : Outcome<void>();
  }
};

TEST_F(ARefresh, looks_up_an_order_that_may_be_paid_now_at_most_each_two_seconds) {
  const auto pk = order_with(PaymentStatus::requires_payment);
  EXPECT_TRUE(refresh(pk));
  EXPECT_THAT(ledgers.looks, ElementsAre(Pair(pk, Milliseconds(2000))));
}

TEST_F(ARefresh, looks_up_no_order_that_cannot_be_paid) {
  EXPECT_TRUE(refresh(order_with(PaymentStatus::captured)));
  EXPECT_TRUE(refresh(orders.has(Status::completed)));
  EXPECT_THAT(ledgers.looks, IsEmpty());
}

TEST_F(ARefresh, of_an_unknown_order_is_refused) {
  EXPECT_EQ(refresh(Ulid::next()).error().code, order_not_found);
}

TEST_F(ARefresh, fails_while_redis_is_away) {
  const auto pk = order_with(PaymentStatus::requires_payment);
  ledgers.away = true;
  EXPECT_THROW(refresh(pk), Unavailable);
}

class ANotification : public OfAPayment {
 protected:
  using enum PaymentEventKind;
  using State = ProviderAnswer::State;

  ANotification() { ledgers.amounts.emplace(pk, amount); }
  void take(ProviderAnswer said) { run(payments.take_notification(std::move(said))); }
  PaymentEvent event(PaymentEventKind kind, Money sum = Money::minor(4800)) const {
    return {.kind = kind, .object = "pi_1", .amount = sum, .currency = shop_currency(), .at = {}};
  }
  ProviderAnswer of_order(std::string reference, std::vector<PaymentEvent> events) const {
    return {.reference = std::move(reference), .object = "pi_1", .events = std::move(events)};
  }

  const Money amount = Money::minor(4800);
  const Ulid pk = Ulid::next();
};

TEST_F(ANotification, of_an_order_is_noted_in_its_ledger) {
  take(of_order(pk.text(), {event(authorized), event(captured)}));
  EXPECT_THAT(ledgers.noted.at(pk), ElementsAre("authorized:pi_1", "captured:pi_1"));
  EXPECT_THAT(ledgers.looks, IsEmpty());
  EXPECT_THAT(ledgers.strays, IsEmpty());
}

TEST_F(ANotification, that_comes_twice_is_noted_once) {
  for (int i = 0; i < 2; ++i) take(of_order(pk.text(), {event(captured)}));
  EXPECT_THAT(ledgers.noted.at(pk), ElementsAre("captured:pi_1"));
}

TEST_F(ANotification, of_an_unknown_outcome_makes_a_worker_look_at_once) {
  auto said = of_order(pk.text(), {event(captured)});
  said.state = State::unknown;
  take(std::move(said));
  EXPECT_THAT(ledgers.looks, ElementsAre(Pair(pk, Milliseconds(0))));
  EXPECT_THAT(ledgers.noted, IsEmpty());
}

TEST_F(ANotification, without_an_order_is_kept_until_its_order_is_known) {
  for (int i = 0; i < 2; ++i) take(of_order("", {event(disputed)}));
  EXPECT_THAT(ledgers.kept, ElementsAre("pi_1 disputed:pi_1"));
  auto unknown = of_order("", {});
  unknown.state = State::unknown;
  take(std::move(unknown));
  EXPECT_EQ(ledgers.kept.size(), 2u);
  EXPECT_THAT(ledgers.noted, IsEmpty());
  EXPECT_THAT(ledgers.strays, IsEmpty());
}

TEST_F(ANotification, that_cannot_be_of_the_order_is_a_stray_and_the_others_are_noted) {
  auto foreign = event(refunded, Money::minor(1));
  foreign.currency = Currency::find(shop_currency() == *Currency::find("JPY") ? "USD" : "JPY").value();
  take(of_order(pk.text(), {event(captured, Money::minor(4801)), event(authorized), foreign}));
  EXPECT_THAT(ledgers.noted.at(pk), ElementsAre("authorized:pi_1"));
  EXPECT_EQ(ledgers.strays.size(), 2u);
  EXPECT_EQ(ledgers.strays.at("captured:pi_1").reference, pk.text());
  EXPECT_EQ(ledgers.strays.at("refunded:pi_1").why, "The currency is not the shop's.");
}

TEST_F(ANotification, of_no_order_of_ours_is_a_stray) {
  for (const auto& reference : {Ulid::next().text(), std::string("another shop")}) {
    take(of_order(reference, {event(captured)}));
    EXPECT_EQ(ledgers.strays.at("captured:pi_1").why, "The shop has no such order.");
    ledgers.strays.clear();
  }
  EXPECT_THAT(ledgers.noted, IsEmpty());
}

TEST_F(ANotification, without_facts_changes_nothing) {
  take({.why = "payment_intent.created"});
  take(of_order(pk.text(), {}));
  EXPECT_TRUE(ledgers.noted.empty() && ledgers.kept.empty() && ledgers.looks.empty() && ledgers.strays.empty());
}

TEST_F(ANotification, is_not_taken_while_redis_is_away) {
  ledgers.away = true;
  EXPECT_THROW(take(of_order(pk.text(), {event(captured)})), Unavailable);
  EXPECT_THROW(take(of_order("", {event(captured)})), Unavailable);
}

}  // namespace
}  // namespace souk::payment
