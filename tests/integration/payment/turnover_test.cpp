// What is counted of orders and refunds, against their ledgers. On a real Redis.
#include "payment/sales.hpp"
#include "payment/store/refusal_counter.hpp"
#include "payment/store/shared_turnover.hpp"
#include "payment/store/turnovers.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;

const Day provider_day{};  // of the events of a test: one second after midnight

struct Counted : Sales {
  Turnovers turnovers{client, partitions};

  static Day today() { return std::chrono::floor<std::chrono::days>(wall_clock()); }
  // "144.0 - 50.0, 1 orders": of one day, or of yesterday and today, since midnight may pass during a test.
  awaitable<std::string> on(Days days) {
    const auto turnover = co_await turnovers.read(days);
    co_return turnover.captured.value.text() + " - " + turnover.refunded.value.text() + ", " +
        std::to_string(turnover.orders) + " orders";
  }
  awaitable<std::string> now() { return on({today() - std::chrono::days(1), today()}); }
  awaitable<std::string> at_the_provider(Day day = provider_day) { return on({day, day}); }
  // "1 24.0 - 0.0": units and money of each product, as its number.
  awaitable<std::vector<std::string>> by_product(Days days) {
    const auto turnover = co_await turnovers.read(days);
    std::vector<std::string> found(products.size(), "none");
    for (const auto& shown : turnover.products) {
      const auto number = std::ranges::find(products, shown.product_id) - products.begin();
      found.at(static_cast<std::size_t>(number)) = std::to_string(shown.units) + " " + shown.captured.value.text() +
                                                   " - " + shown.refunded.value.text() + " " + shown.name;
    }
    co_return found;
  }
  static PaymentEvent on_day(PaymentEvent event, int day) {
    event.at += std::chrono::days(day);
    return event;
  }
  awaitable<void> instant_cart() {
    co_await orders.place(cart(), {}, {});
    co_await all_reserved();
    co_await settle();
  }
};

TEST_F(Counted, a_capture_counts_once_on_the_day_of_the_provider_however_often_it_is_heard) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    for (int time = 0; time < 2; ++time) co_await note(captured);
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 0.0, 1 orders");
    EXPECT_EQ(co_await now(), "0.0 - 0.0, 0 orders");
    EXPECT_THAT(co_await by_product({provider_day, provider_day}),
                ElementsAre("1 24.0 - 0.0 lamp", "2 48.0 - 0.0 lamp", "3 72.0 - 0.0 lamp"));
  });
}

TEST_F(Counted, a_refund_counts_on_the_day_on_which_it_was_made) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(2), "line");
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 0.0, 1 orders");
    for (int time = 0; time < 2; ++time) {
      co_await note(on_day(refund_event(PaymentEventKind::refunded, "1", Money::minor(4800)), 3));
    }
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 0.0, 1 orders");
    EXPECT_EQ(co_await at_the_provider(provider_day + std::chrono::days(3)), "0.0 - 48.0, 0 orders");
    EXPECT_THAT(co_await by_product({provider_day, provider_day + std::chrono::days(3)}),
                ElementsAre("1 24.0 - 0.0 lamp", "2 48.0 - 48.0 lamp", "3 72.0 - 0.0 lamp"));
  });
}

TEST_F(Counted, an_amount_of_several_lines_is_of_no_product_unless_it_is_all) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_amount(1001), "some");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(1001)));
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 10.01, 1 orders");
    EXPECT_THAT(co_await by_product({provider_day, provider_day}),
                ElementsAre("1 24.0 - 0.0 lamp", "2 48.0 - 0.0 lamp", "3 72.0 - 0.0 lamp"));
    EXPECT_EQ((co_await turnovers.read({provider_day, provider_day})).unassigned_refunds.value, Money::minor(1001));
  });
}

TEST_F(Counted, a_refund_that_fails_comes_back_on_the_day_on_which_it_failed) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(1), "line");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(2400)));
    co_await note(on_day(refund_event(refund_failed, "1", Money::minor(2400)), 2));
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 24.0, 1 orders");
    EXPECT_EQ(co_await at_the_provider(provider_day + std::chrono::days(2)), "0.0 - -24.0, 0 orders");
    EXPECT_EQ(co_await state(), "completed, captured 144.0 - 0.0");
  });
}

TEST_F(Counted, the_end_of_a_refund_that_failed_is_the_same_whichever_is_heard_first) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(1), "line");
    co_await note(on_day(refund_event(refund_failed, "1", Money::minor(2400)), 2));
    EXPECT_EQ(co_await at_the_provider(provider_day + std::chrono::days(2)), "0.0 - 0.0, 0 orders");
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(2400)));
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 24.0, 1 orders");
    EXPECT_EQ(co_await at_the_provider(provider_day + std::chrono::days(2)), "0.0 - -24.0, 0 orders");
  });
}

TEST_F(Counted, money_that_came_for_an_order_that_had_ended_is_counted_both_ways) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    co_await next();
    co_await note(action_required);
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    co_await note(expired);
    co_await note(captured);
    EXPECT_EQ(co_await next(), "refund:1:1");
    co_await note(refund_event(PaymentEventKind::refunded, "1", amount));
    EXPECT_EQ(co_await at_the_provider(), "144.0 - 144.0, 1 orders");
    EXPECT_THAT(co_await by_product({provider_day, provider_day}),
                ElementsAre("1 24.0 - 24.0 lamp", "2 48.0 - 48.0 lamp", "3 72.0 - 72.0 lamp"));
  });
}

TEST_F(Counted, an_instant_order_of_several_lines_counts_when_it_is_settled) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await instant_cart();
    co_await settle();
    EXPECT_EQ(co_await now(), "144.0 - 0.0, 1 orders");
    EXPECT_THAT(co_await by_product({today() - std::chrono::days(1), today()}),
                ElementsAre("1 24.0 - 0.0 lamp", "2 48.0 - 0.0 lamp", "3 72.0 - 0.0 lamp"));
  });
}

TEST_F(Counted, a_deleted_product_of_an_instant_order_is_refunded_once_also_if_the_store_refunds_the_rest) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await instant_cart();
    for (int time = 0; time < 2; ++time) co_await decided(2, "refunded", "product_deleted");
    EXPECT_EQ(co_await now(), "144.0 - 48.0, 1 orders");
    EXPECT_EQ(co_await state(), "completed, partially_refunded 144.0 - 48.0");
    EXPECT_EQ((co_await refund(of_amount(9601), "too much")).error().code.word, "refund_exceeds_captured");
    EXPECT_EQ(co_await refund(of_amount(9600), "the rest"), false);
    EXPECT_EQ(co_await now(), "144.0 - 144.0, 1 orders");
    EXPECT_EQ(co_await state(), "refunded refunded_by_store, refunded 144.0 - 144.0");
  });
}

// A batch of an instant shop: one line each.
struct CountedSingles : Counted {
  awaitable<Ulid> place_one(int units) {
    const auto one = new_pk();
    co_await orders.place(wanted(one, units), {}, {});
    co_return one;
  }
  awaitable<void> heard(std::string position, const std::vector<Ulid>& pks, std::string reason = "") {
    std::vector<events::Fields> entries;
    for (const auto& pk : pks) {
      auto& fields = entries.emplace_back();
      fields.emplace_back("pk", pk.text());
      if (!reason.empty()) fields.emplace_back("reason", reason);
    }
    co_await apply(partition_of(product, partitions), std::move(position), std::move(entries));
  }
};

TEST_F(CountedSingles, each_order_of_a_batch_counts_once) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Ulid> pks;
    for (int units = 1; units <= 3; ++units) pks.push_back(co_await place_one(units));
    co_await heard("stock_reserved", pks);
    EXPECT_EQ(co_await now(), "144.0 - 0.0, 3 orders");
    co_await heard("stock_reserved", pks);
    EXPECT_EQ(co_await now(), "144.0 - 0.0, 3 orders");
    for (int time = 0; time < 2; ++time) co_await heard("refund_order", {pks[1]}, "product_deleted");
    EXPECT_EQ(co_await now(), "144.0 - 48.0, 3 orders");
    pk = pks[2];
    co_await refund(of_amount(100), "some");
    EXPECT_EQ(co_await now(), "144.0 - 49.0, 3 orders");
    const auto turnover = co_await turnovers.read({today() - std::chrono::days(1), today()});
    EXPECT_EQ(turnover.products.at(0).units, 6);
    EXPECT_EQ(turnover.products.at(0).net.value, Money::minor(9500));
    EXPECT_EQ(turnover.since, std::nullopt);
  });
}

TEST_F(CountedSingles, each_refusal_counts_once_by_day_product_and_reason_wherever_it_was_decided) {
  redis::run(io, [&]() -> awaitable<void> {
    const std::vector pks{co_await place_one(1), co_await place_one(1)};
    for (int time = 0; time < 2; ++time) co_await heard("stock_rejected", pks, "sold_out");
    co_await heard("stock_rejected", {co_await place_one(1)}, "limit_reached");
    RefusalCounter door(io.get_executor(), client, partitions);
    for (int i = 0; i < 5; ++i) door.count(product, "sold_out");
    for (int time = 0; time < 2; ++time) co_await door.write();
    const Days days{today() - std::chrono::days(1), today()};
    const auto turnover = co_await turnovers.read(days);
    EXPECT_EQ(turnover.products.at(0).product_id, product);
    EXPECT_EQ(turnover.products.at(0).units, 0);
    const auto one = co_await turnovers.read(product, days);
    for (const auto& refusals : {turnover.refusals, turnover.products.at(0).refusals, one.refusals}) {
      EXPECT_EQ(refusals.at(0).reason, "sold_out");
      EXPECT_EQ(refusals.at(0).count, 7);
      EXPECT_EQ(refusals.at(1).count, 1);
    }
  });
}

TEST_F(CountedSingles, the_turnover_of_a_product_is_read_once_a_second_for_all_who_ask) {
  redis::run(io, [&]() -> awaitable<void> {
    const Days days{today() - std::chrono::days(1), today()};
    SharedTurnover shared(turnovers);
    co_await heard("stock_reserved", {co_await place_one(1)});
    EXPECT_EQ((co_await shared.read(product, days)).net.value, Money::minor(2400));
    co_await heard("stock_reserved", {co_await place_one(1)});
    const auto old = co_await shared.read(product, days);
    EXPECT_EQ((co_await turnovers.read(product, days)).units, 2);
    EXPECT_EQ(old.units, 1);
    const auto end = SteadyClock::now() + redis::patience;
    while ((co_await shared.read(product, days)).units < 2 && SteadyClock::now() < end) {
    }
    EXPECT_EQ((co_await shared.read(product, days)).units, 2);
  });
}

TEST_F(Counted, lines_that_are_refused_count_for_their_products) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), {}, {});
    co_await send("line_placed", 2);
    for (int time = 0; time < 2; ++time) co_await from_inventory("stock_rejected", 2, "sold_out");
    const auto one = co_await turnovers.read(products.at(1), {today() - std::chrono::days(1), today()});
    EXPECT_EQ(one.refusals.at(0).count, 1);
  });
}

TEST_F(CountedSingles, orders_that_were_paid_before_the_counters_began_are_said_to_be_missing) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await turnovers.begin();
    co_await heard("stock_reserved", {co_await place_one(1)});
    co_await turnovers.begin();
    EXPECT_EQ((co_await turnovers.read({today(), today()})).since, std::nullopt);
    co_await client.call(redis::Command("UNLINK", key("turnover")));
    const auto before = today();
    co_await turnovers.begin();
    const auto since = (co_await turnovers.read({today(), today()})).since;
    EXPECT_TRUE(since.has_value());
    EXPECT_GE(since->day, before + std::chrono::days(1));
    EXPECT_LE(since->day, today() + std::chrono::days(1));
  });
}

TEST_F(CountedSingles, the_oldest_of_1100_days_makes_room_for_a_new_one) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int day = 0; day < 1100; ++day) {
      co_await client.call(redis::Command("HSET", key("turnover"), day, 1));
      co_await client.call(
          redis::Command("HSET", key("turnover:" + std::to_string(day)), product.text(), "1 100 0 lamp", "orders", 1));
    }
    EXPECT_EQ(co_await at_the_provider(), "1.0 - 0.0, 1 orders");
    co_await heard("stock_reserved", {co_await place_one(1)});
    EXPECT_EQ(co_await at_the_provider(), "0.0 - 0.0, 0 orders");
    EXPECT_EQ(co_await at_the_provider(provider_day + std::chrono::days(1)), "1.0 - 0.0, 1 orders");
    EXPECT_EQ((co_await client.call(redis::Command("EXISTS", key("turnover:0")))).integer(), 0);
    EXPECT_EQ((co_await turnovers.read({today(), today()})).since->day, Day(std::chrono::days(1)));
    EXPECT_EQ(co_await now(), "24.0 - 0.0, 1 orders");
  });
}

}  // namespace
}  // namespace souk::payment
