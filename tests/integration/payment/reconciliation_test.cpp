// The ledgers and the provider's bookings, compared, on a real Redis.
#include "payment/worker/reconciliation.hpp"
#include "payment/sales.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Has these bookings, one a page.
struct Bookings : PaymentProvider {
  std::vector<ProviderAnswer> payments = {};
  bool is_away = false;

  awaitable<ProviderPage> list(Timestamp, std::string cursor) override {
    if (is_away) co_return ProviderPage{.state = ProviderAnswer::State::unknown, .why = "no answer"};
    const auto at = cursor.empty() ? 0 : std::stoul(cursor);
    ProviderPage page;
    if (at < payments.size()) page.payments.push_back(payments[at]);
    if (at + 1 < payments.size()) page.next = std::to_string(at + 1);
    co_return page;
  }
  awaitable<ProviderAnswer> authorize(Purchase) override { co_return ProviderAnswer{}; }
  awaitable<ProviderAnswer> expire(PaymentStep, std::string) override { co_return ProviderAnswer{}; }
  awaitable<ProviderAnswer> capture(PaymentStep, std::string) override { co_return ProviderAnswer{}; }
  awaitable<ProviderAnswer> cancel(PaymentStep, std::string) override { co_return ProviderAnswer{}; }
  awaitable<ProviderAnswer> refund(PaymentStep, std::string, unsigned, Money) override { co_return ProviderAnswer{}; }
  awaitable<ProviderAnswer> lookup(Lookup) override { co_return ProviderAnswer{}; }
};

struct Reconciling : Sales {
  OrderList list{client, partitions};
  Bookings provider;
  Reconciliation reconciliation{ledgers, list, provider};

  void books(std::string reference, std::vector<PaymentEvent> events) {
    provider.payments.push_back({.reference = std::move(reference), .events = std::move(events)});
  }
  awaitable<std::vector<std::string>> differences() {
    std::vector<std::string> all;
    for (const auto& difference : co_await ledgers.differences()) all.push_back(difference.id + " " + difference.what);
    co_return all;
  }
};

TEST_F(Reconciling, the_same_bookings_are_no_difference) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    books(pk.text(), {event(PaymentEventKind::authorized), event(PaymentEventKind::captured)});
    const auto found = co_await reconciliation.run({});
    EXPECT_EQ(found.bookings, 2u);
    EXPECT_EQ(found.differences, 0u);
    EXPECT_THAT(co_await differences(), IsEmpty());
  });
}

TEST_F(Reconciling, a_capture_that_nobody_told_is_found_and_completes_the_order_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    books(pk.text(), {event(PaymentEventKind::authorized), event(PaymentEventKind::captured)});
    EXPECT_EQ((co_await reconciliation.run({})).differences, 2u);
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
    EXPECT_EQ((co_await reconciliation.run({})).differences, 0u);
    EXPECT_EQ((co_await differences()).size(), 2u);
  });
}

TEST_F(Reconciling, a_booking_of_the_last_minutes_may_be_on_its_way) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    auto late = event(PaymentEventKind::captured);
    late.at = wall_clock();
    books(pk.text(), {late});
    EXPECT_EQ((co_await reconciliation.run({})).differences, 0u);
  });
}

TEST_F(Reconciling, a_capture_that_the_provider_does_not_have_is_a_difference) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    Reconciliation at_once(ledgers, list, provider, Milliseconds(-1000));
    EXPECT_EQ((co_await at_once.run({})).differences, 1u);
    EXPECT_THAT(co_await differences(), ElementsAre("captured:pi_1 The provider does not have it."));
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
  });
}

TEST_F(Reconciling, a_booking_of_nobody_is_a_stray) {
  redis::run(io, [&]() -> awaitable<void> {
    books("somebody else's", {event(PaymentEventKind::captured)});
    EXPECT_EQ((co_await reconciliation.run({})).differences, 0u);
    const auto strays = co_await ledgers.strays();
    EXPECT_EQ(strays.size(), 1u);
    EXPECT_EQ(strays.front().why, "The shop has no such order.");
  });
}

TEST_F(Reconciling, another_amount_is_a_stray_and_is_not_applied) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    auto wrong = event(PaymentEventKind::captured);
    wrong.amount = Money::minor(1);
    books(pk.text(), {wrong});
    co_await reconciliation.run({});
    EXPECT_EQ((co_await ledgers.strays()).size(), 1u);
    EXPECT_THAT(co_await differences(), IsEmpty());  // which would say that it was added
    EXPECT_EQ(co_await state(), "pending, none 0.0 - 0.0");
  });
}

TEST_F(Reconciling, what_the_ledger_has_is_neither_a_difference_nor_a_stray_whatever_its_amount) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    auto part = event(PaymentEventKind::captured);
    part.amount = Money::minor(1);
    books(pk.text(), {part});
    co_await reconciliation.run({});
    EXPECT_THAT(co_await ledgers.strays(), IsEmpty());
    EXPECT_THAT(co_await differences(), IsEmpty());
  });
}

TEST_F(Reconciling, what_was_booked_after_the_provider_was_asked_is_not_missing_there) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    auto now = event(PaymentEventKind::captured);
    now.at = wall_clock() + std::chrono::hours(1);
    co_await note(now);
    Reconciliation at_once(ledgers, list, provider, Milliseconds(-1000));  // with orders of this moment
    EXPECT_EQ((co_await at_once.run({})).differences, 0u);
    EXPECT_THAT(co_await differences(), IsEmpty());
  });
}

TEST_F(Reconciling, a_provider_that_does_not_answer_is_an_outage_and_nothing_is_noted_as_done) {
  redis::run(io, [&]() -> awaitable<void> {
    provider.is_away = true;
    bool is_away = false;
    try {
      co_await reconciliation.run_since_last();
    } catch (const Unavailable&) {
      is_away = true;
    }
    EXPECT_TRUE(is_away);
    EXPECT_EQ(co_await ledgers.reconciled_at(), std::nullopt);
    provider.is_away = false;
    co_await reconciliation.run_since_last();
    EXPECT_NE(co_await ledgers.reconciled_at(), std::nullopt);
  });
}

}  // namespace
}  // namespace souk::payment
