// A fixture for tests of orders that are paid at a provider. The test says what the provider said, in any order.
#pragma once

#include <algorithm>

#include "payment/app/order_payments.hpp"
#include "payment/carts.hpp"
#include "payment/store/ledgers.hpp"

namespace souk::payment {

struct Sales : Carts {
  using enum PaymentEventKind;
  Ledgers ledgers{client, partitions};
  OrderPayments payments{orders, ledgers};
  static constexpr Milliseconds long_hold{900'000};
  const Money amount = Money::minor(2400 * 6);  // of three lines

  PaymentEvent event(PaymentEventKind kind) const {
    const bool is_session = kind == action_required || kind == expired;
    PaymentEvent event{kind, is_session ? "cs_1" : "pi_1", amount, shop_currency(), Timestamp(Milliseconds(1000))};
    if (kind == action_required) {
      event.url = "https://pay.example/cs_1";
      event.expires_at = Timestamp(Milliseconds(2000));
    }
    return event;
  }
  PaymentEvent refund_event(PaymentEventKind kind, std::string object, Money sum) const {
    return {kind, std::move(object), sum, shop_currency(), Timestamp(Milliseconds(1000))};
  }
  awaitable<void> place(Milliseconds hold = long_hold) { co_await orders.place(cart(), {}, hold); }
  awaitable<void> reserved() {
    co_await place();
    co_await all_reserved();
    co_await news();
  }
  awaitable<void> note(PaymentEventKind kind) {
    std::vector<PaymentEvent> events;
    events.push_back(event(kind));
    EXPECT_GE(co_await ledgers.note(pk, std::move(events)), 0);
  }
  awaitable<void> note(PaymentEvent event) {
    std::vector<PaymentEvent> events;
    events.push_back(std::move(event));
    EXPECT_GE(co_await ledgers.note(pk, std::move(events)), 0);
  }
  awaitable<void> take_into(std::vector<Ulid>& taken) {
    for (const auto& one : co_await ledgers.take(home, 10)) taken.push_back(one);
  }
  // How many events of a kind.
  awaitable<std::int64_t> ledger(std::string kind) {
    const auto fields = co_await client.call(redis::Command("HKEYS", home_key("ledger:" + pk.text())));
    co_return std::ranges::count_if(fields.array(), [&](const auto& field) { return field.text().starts_with(kind); });
  }
  // Until a worker may take the order.
  awaitable<Milliseconds> due_in() {
    const auto due = co_await client.call(redis::Command("ZSCORE", ledgers.due_key(home), pk.text()));
    co_return Timestamp(Milliseconds(std::stoll(due.text()))) - wall_clock();
  }
  // "capture:1", "lookup:1", or "" when there is nothing to do.
  awaitable<std::string> next() {
    const auto step = co_await ledgers.step(pk);
    co_return step ? step->call() : "";
  }
  // The first step that is another one.
  awaitable<std::string> next_but(std::string step) {
    const auto end = SteadyClock::now() + redis::patience;
    auto found = step;
    while (found == step && SteadyClock::now() < end) found = co_await next();
    co_return found;
  }
  awaitable<void> captured_order() {
    co_await reserved();
    for (const auto kind : {action_required, authorized}) {
      co_await next();
      co_await note(kind);
    }
    EXPECT_EQ(co_await next(), "capture:1");
    co_await note(captured);
    co_await news();
  }
  awaitable<std::string> state() {
    const auto order = co_await read();
    std::string text = describe::Scalar<Status>::text(order.status);
    if (order.reason) text += " " + describe::Scalar<Reason>::text(*order.reason);
    text += ", " + describe::Scalar<PaymentStatus>::text(order.payment.status);
    text += " " + order.payment.captured.text() + " - " + order.payment.refunded.text();
    co_return text;
  }
  awaitable<Outcome<bool>> refund(NewRefund wanted, std::string key) {
    const auto refunded = co_await payments.refund_order(pk, std::move(wanted), std::move(key));
    if (!refunded) co_return std::unexpected(refunded.error());
    co_return refunded->replayed;
  }
  static NewRefund of_amount(std::int64_t minor) {
    NewRefund wanted;
    wanted.amount.emplace(Money::minor(minor));
    return wanted;
  }
  // The units of a line that were ever put back into the stock.
  awaitable<std::int64_t> restocked(unsigned line) {
    std::int64_t sum = 0;
    for (const auto& entry :
         events::parse_entries(co_await client.call(redis::Command("XRANGE", home_key("line_restocked"), "-", "+")))) {
      std::map<std::string, std::string> fields(entry.fields.begin(), entry.fields.end());
      if (fields.at("pk") == pk.text() && fields.at("line") == std::to_string(line))
        sum += std::stoll(fields.at("quantity"));
    }
    co_return sum;
  }
  // All that is left of a line, or some units of it.
  NewRefund of_line(unsigned line, bool restock = false, std::optional<Units> units = {}) const {
    NewRefund wanted;
    wanted.lines.emplace();
    wanted.lines->push_back({product_of(line), units});
    wanted.restock = restock;
    return wanted;
  }
};

}  // namespace souk::payment
