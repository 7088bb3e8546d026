// The steps of a payment, with a provider and a ledger in memory.
#include "payment/worker/payment_steps.hpp"

#include <gmock/gmock.h>

#include "base/unavailable.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_provider.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Remembers what is noted.
class MemorySteps final : public StepStore {
 public:
  awaitable<std::optional<DueStep>> step(Ulid) override { co_return std::nullopt; }
  awaitable<std::int64_t> note(Ulid, std::vector<PaymentEvent> events, std::string look) override {
    if (away) throw Unavailable(Dependency::database, "away");
    for (const auto& event : events) noted.push_back(event.id());
    looks.push_back(std::move(look));
    co_return 0;
  }
  awaitable<void> note_unknown(Ulid, const DueStep& step, std::string why, Milliseconds wait, Unknown state) override {
    if (away) throw Unavailable(Dependency::database, "away");
    unknown.push_back(step.call() + ": " + why);
    waits.push_back(wait);
    states.push_back(state);
    co_return;
  }

  std::vector<std::string> noted, looks, unknown;
  std::vector<Milliseconds> waits;
  std::vector<Unknown> states;
  bool away = false;
};

class OneOrder final : public OrderPages {
 public:
  awaitable<Page> page(std::size_t, OrderFilter, std::optional<Cursor>) override { co_return Page(); }
  awaitable<Page> page_of(std::vector<Ulid>, std::size_t, OrderFilter) override { co_return Page(); }
  awaitable<std::vector<Order>> read(std::vector<Ulid>) override { co_return orders; }

  std::vector<Order> orders;
};

class AStep : public ::testing::Test {
 protected:
  using enum PaymentEventKind;
  using State = ProviderAnswer::State;
  static constexpr Milliseconds window = std::chrono::hours(20);

  static DueStep step(Verb verb, Milliseconds age = Milliseconds(1000)) {
    return {.verb = verb,
            .attempt = 1,
            .asked_at = wall_clock() - age,
            .amount = Money::minor(4800),
            .session = "cs_1",
            .intent = "pi_1",
            .number = 2,
            .refund = Money::minor(100),
            .look = verb == Verb::lookup ? "look_requested:1" : ""};
  }
  static DueStep pending(DueStep step) {
    step.pending = true;
    return step;
  }
  static PaymentEvent event(PaymentEventKind kind, std::string object = "pi_1") {
    return {kind, std::move(object), Money::minor(4800), shop_currency(), {}};
  }
  static ProviderAnswer known(std::vector<PaymentEvent> events) { return {.events = std::move(events)}; }
  static ProviderAnswer spent() { return {.state = State::unknown, .why = "spent", .attempt_spent = true}; }
  // Makes the step; the provider answers so.
  void make(const DueStep& due, std::deque<ProviderAnswer> answers) {
    provider.answers = std::move(answers);
    const auto work = [this](DueStep wanted) -> awaitable<bool> {
      auto answer = co_await steps.call(pk, wanted);
      co_await steps.note(pk, wanted, std::move(answer));
      co_return true;
    };
    http::testing::run(io, work(due));
    EXPECT_THAT(provider.answers, IsEmpty());
  }

  boost::asio::io_context io{1};
  const Ulid pk = Ulid::next();
  MemorySteps ledger;
  OneOrder orders;
  MemoryProvider provider;
  PaymentSteps steps{{"https://shop.example", window, std::chrono::hours(23)}, ledger, orders, provider};
};

TEST_F(AStep, makes_its_call_and_notes_what_the_provider_said) {
  make(step(Verb::capture), {known({event(captured)})});
  make(step(Verb::cancel), {known({event(cancelled)})});
  make(step(Verb::expire), {known({event(expired, "cs_1")})});
  make(step(Verb::refund), {known({event(refunded, "2")})});
  EXPECT_THAT(provider.calls, ElementsAre("capture pi_1", "cancel pi_1", "expire cs_1", "refund pi_1 2"));
  EXPECT_THAT(ledger.noted, ElementsAre("captured:pi_1", "cancelled:pi_1", "expired:cs_1", "refunded:2"));
  EXPECT_THAT(ledger.unknown, IsEmpty());
}

TEST_F(AStep, of_a_lookup_notes_what_asked_for_it_also_when_the_provider_has_nothing) {
  make(step(Verb::lookup), {known({event(authorized)})});
  make(step(Verb::lookup), {{.state = State::absent}});
  EXPECT_THAT(provider.calls, ElementsAre("lookup pi_1", "lookup pi_1"));
  EXPECT_THAT(ledger.noted, ElementsAre("authorized:pi_1"));
  EXPECT_THAT(ledger.looks, ElementsAre("look_requested:1", "look_requested:1"));
}

TEST_F(AStep, with_an_unknown_outcome_is_noted_to_be_repeated) {
  make(step(Verb::capture), {{.state = State::unknown, .why = "timeout", .retry_after = Milliseconds(7000)}});
  make(step(Verb::refund), {{.state = State::not_allowed, .why = "401"}});
  EXPECT_THAT(ledger.unknown, ElementsAre("capture:1: timeout", "refund:2:1: 401"));
  EXPECT_THAT(ledger.waits, ElementsAre(Milliseconds(7000), Milliseconds(0)));
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::nothing, Unknown::nothing));
  EXPECT_THAT(ledger.noted, IsEmpty());
}

TEST_F(AStep, that_the_provider_has_not_decided_is_only_looked_up) {
  make(step(Verb::refund), {{.state = State::pending, .why = "pending"}});
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::pending));
  make(pending(step(Verb::refund)), {known({event(captured)})});
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::pending, Unknown::pending));
  make(pending(step(Verb::refund)), {known({event(refunded, "2")})});
  EXPECT_THAT(provider.calls, ElementsAre("refund pi_1 2", "lookup pi_1", "lookup pi_1"));
  EXPECT_THAT(ledger.noted, ElementsAre("refunded:2"));
}

TEST_F(AStep, whose_key_the_provider_may_have_forgotten_is_looked_up_before_it_is_repeated) {
  const auto old = step(Verb::capture, window + Milliseconds(60'000));
  make(old, {known({event(captured)})});
  EXPECT_THAT(provider.calls, ElementsAre("lookup pi_1"));
  EXPECT_THAT(ledger.noted, ElementsAre("captured:pi_1"));
}

TEST_F(AStep, that_is_old_and_was_never_done_is_asked_for_again) {
  make(step(Verb::capture, window + Milliseconds(60'000)), {{.state = State::absent}, {.state = State::absent}});
  EXPECT_THAT(provider.calls, ElementsAre("lookup pi_1", "lookup pi_1"));
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::spent));
}

TEST_F(AStep, of_an_old_authorization_that_was_never_made_has_failed) {
  make(step(Verb::authorize, window + Milliseconds(60'000)), {{.state = State::absent}});
  EXPECT_THAT(ledger.noted, ElementsAre("failed:1"));
}

TEST_F(AStep, whose_attempt_is_spent_is_looked_up_and_then_decided) {
  make(step(Verb::capture), {spent(), known({event(captured)})});
  EXPECT_THAT(ledger.noted, ElementsAre("captured:pi_1"));
  EXPECT_THAT(ledger.unknown, IsEmpty());
}

TEST_F(AStep, whose_attempt_is_spent_without_an_effect_gets_another_attempt) {
  make(step(Verb::capture), {spent(), known({event(authorized)})});
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::spent));
}

TEST_F(AStep, whose_attempt_is_spent_stays_unknown_while_it_cannot_be_looked_up) {
  make(step(Verb::capture), {spent(), {.state = State::unknown}});
  EXPECT_THAT(ledger.states, ElementsAre(Unknown::nothing));
}

TEST_F(AStep, asks_the_buyer_to_pay_what_the_order_says) {
  OrderRecord record{.pk = pk, .lines = {}};
  record.lines.push_back({.product_id = Ulid::next(),
                          .product_name = contracts::ProductName("lamp"),
                          .quantity = Units(2),
                          .price = Money::minor(2000),
                          .fee = Money::minor(400)});
  orders.orders.push_back(order_of(std::move(record)));
  const auto due = step(Verb::authorize);
  make(due, {known({event(action_required, "cs_1")})});
  ASSERT_EQ(provider.purchase.lines.size(), 1u);
  EXPECT_EQ(provider.purchase.lines[0].name, "lamp");
  EXPECT_EQ(provider.purchase.lines[0].quantity, 2);
  EXPECT_EQ(provider.purchase.lines[0].total, Money::minor(2400));
  EXPECT_EQ(provider.purchase.success_url, "https://shop.example/orders/" + pk.text() + "?paid");
  EXPECT_EQ(provider.purchase.session_end, due.asked_at + std::chrono::hours(23));
}

TEST_F(AStep, of_an_order_that_cannot_be_read_is_unknown_and_calls_nobody) {
  make(step(Verb::authorize), {});
  EXPECT_THAT(provider.calls, IsEmpty());
  EXPECT_THAT(ledger.unknown, ElementsAre("authorize:1: there is no such order"));
}

TEST_F(AStep, is_not_noted_while_redis_is_away) {
  ledger.away = true;
  EXPECT_THROW(make(step(Verb::capture), {known({event(captured)})}), Unavailable);
  EXPECT_THROW(make(step(Verb::capture), {{.state = State::unknown, .why = "timeout"}}), Unavailable);
}

}  // namespace
}  // namespace souk::payment
