// The use cases of a buyer, with orders and offers in memory.
#include "payment/app/checkout.hpp"

#include <gtest/gtest.h>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_offers.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

class ACheckout : public ::testing::Test {
 protected:
  static constexpr unsigned fee_percent = 20;

  Ulid lamp(std::int64_t available = 10) { return offers.add(available); }
  void sell_out(Ulid id) { offers.offers.at(id).available = contracts::Stock(0); }
  Outcome<Placed> place(Ulid id, int units = 2, std::string key = "") {
    return http::testing::run(io, checkout.place_order(one(id, units), std::move(key)));
  }
  Outcome<Order> abandon(Ulid id, int units = 2, std::string key = "key") {
    return http::testing::run(io, checkout.abandon_order(one(id, units), std::move(key)));
  }
  static NewOrder one(Ulid id, int units) { return {.id = id, .quantity = Units(units), .lines = {}, .customer = {}}; }

  boost::asio::io_context io{1};
  MemoryOrders orders;
  MemoryOffers offers;
  std::optional<Timestamp> time;
  Checkout checkout{orders,
                    offers,
                    fee_percent,
                    {},
                    [this](const Ulid&) -> std::optional<TimeRange> {
                      if (!time) return std::nullopt;
                      return TimeRange{*time, *time};
                    },
                    [this](const Ulid& product, std::string_view reason) { refusals.emplace_back(product, reason); }};
  std::vector<std::pair<Ulid, std::string>> refusals;
};

TEST_F(ACheckout, refuses_before_the_start_and_places_the_order_of_a_buyer_after_it) {
  const auto id = lamp();
  const Timestamp start(Milliseconds(1'000));
  offers.offers.at(id).sale_starts_at = start;
  offers.offers.at(id).limit_per_customer = Units(2);
  const auto ada = contracts::CustomerId::parse(std::string(32, 'a'));
  const auto by = [&](std::optional<contracts::CustomerId> buyer) {
    return http::testing::run(io, checkout.place_order(one(id, 2), "", {.buyer = buyer}));
  };
  time = start - Milliseconds(1);
  EXPECT_EQ(by(ada).error().code, not_on_sale);
  EXPECT_TRUE(orders.orders.empty());
  time = start;
  EXPECT_EQ(by({}).error().code, sign_in_required);
  const auto placed = by(ada);
  EXPECT_EQ(orders.orders.at(placed->order.pk).buyer, ada);
}

TEST_F(ACheckout, names_the_line_with_more_units_than_an_order_may_have) {
  const auto some = lamp(), few = lamp();
  offers.offers.at(few).limit_per_order = Units(1);
  EXPECT_EQ(place(few, 2).error().errors.at(0).loc, Location{"quantity"});
  NewOrder cart;
  cart.lines.emplace();
  for (const auto& id : {some, few}) cart.lines->push_back({id, Units(2)});
  const auto refused = http::testing::run(io, checkout.place_order(std::move(cart), ""));
  EXPECT_EQ(refused.error().errors.at(0).loc, (Location{"lines", std::size_t{1}, "quantity"}));
}

TEST_F(ACheckout, tells_for_which_product_and_why_it_refuses_an_order_and_nothing_of_quotes) {
  const auto few = lamp(), gone = lamp();
  offers.offers.at(few).limit_per_order = Units(1);
  offers.offers.at(gone).available = contracts::Stock(0);
  EXPECT_FALSE(place(few, 2));
  EXPECT_FALSE(place(gone, 1));
  EXPECT_TRUE(place(few, 1));
  NewQuote wanted;
  wanted.lines.push_back({gone, Units(1)});
  http::testing::run(io, checkout.quote(std::move(wanted)));
  const std::vector<std::pair<Ulid, std::string>> told{{few, "limit_reached"}, {gone, "sold_out"}};
  EXPECT_EQ(refusals, told);
}

TEST_F(ACheckout, quotes_why_a_line_would_be_refused_for_its_sale) {
  const auto limited = lamp(), later = lamp(), few = lamp();
  offers.offers.at(limited).limit_per_customer = Units(2);
  offers.offers.at(later).sale_starts_at = Timestamp(Milliseconds(2));
  offers.offers.at(few).limit_per_order = Units(1);
  time = Timestamp(Milliseconds(1));
  NewQuote wanted;
  for (const auto& id : {limited, later, few}) wanted.lines.push_back({id, Units(2)});
  const auto quoted = http::testing::run(io, checkout.quote(std::move(wanted)));
  EXPECT_EQ(quoted.lines[0].refusal, LineRefusal::sign_in_required);
  EXPECT_EQ(quoted.lines[1].refusal, LineRefusal::not_on_sale);
  EXPECT_EQ(quoted.lines[2].refusal, LineRefusal::limit_per_order);
}

TEST_F(ACheckout, places_an_order_at_the_present_price) {
  const auto placed = place(lamp(), 3).value();
  EXPECT_FALSE(placed.replayed);
  EXPECT_EQ(placed.order.status, Status::pending);
  EXPECT_EQ(placed.order.total, Money::minor(2400));
  EXPECT_EQ(placed.order.amount, Money::minor(7200));
}

TEST_F(ACheckout, places_two_orders_for_two_requests_without_a_key) {
  const auto id = lamp();
  EXPECT_NE(place(id)->order.pk, place(id)->order.pk);
  EXPECT_EQ(orders.orders.size(), 2u);
}

TEST_F(ACheckout, refuses_an_unknown_product_and_missing_units) {
  EXPECT_EQ(place(Ulid::next()).error().code, product_not_found);
  EXPECT_EQ(place(lamp(0)).error().code, sold_out);
  EXPECT_EQ(place(lamp(1), 2).error().code, insufficient_stock);
  EXPECT_TRUE(orders.orders.empty());
}

TEST_F(ACheckout, leaves_the_key_free_when_it_refuses_an_order) {
  const auto id = lamp(0);
  EXPECT_FALSE(place(id, 1, "key"));
  EXPECT_TRUE(orders.keys.empty());
}

TEST_F(ACheckout, returns_the_same_order_for_the_same_key_even_when_sold_out) {
  const auto id = lamp();
  const auto first = place(id, 2, "key").value();
  sell_out(id);
  offers.away = true;
  const auto again = place(id, 2, "key").value();
  EXPECT_EQ(again.order.pk, first.order.pk);
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(orders.orders.size(), 1u);
}

TEST_F(ACheckout, refuses_a_key_used_with_another_body) {
  const auto id = lamp(), other = lamp();
  EXPECT_TRUE(place(id, 2, "key"));
  EXPECT_EQ(place(id, 3, "key").error().code, idempotency_key_reused);
  EXPECT_EQ(place(other, 2, "key").error().code, idempotency_key_reused);
  EXPECT_EQ(abandon(id, 3).error().code, idempotency_key_reused);
  EXPECT_EQ(orders.orders.size(), 1u);
}

TEST_F(ACheckout, finishes_the_order_of_a_request_that_was_lost_after_its_key_was_bound) {
  const auto id = lamp();
  orders.fails_to_place = true;
  EXPECT_THROW(place(id, 2, "key"), Unavailable);
  const auto bound = orders.keys.at("key").pk;
  orders.fails_to_place = false;
  sell_out(id);  // only a hint: this order may hold the units
  const auto placed = place(id, 2, "key").value();
  EXPECT_EQ(placed.order.pk, bound);
  EXPECT_FALSE(placed.replayed);
}

TEST_F(ACheckout, uses_the_order_of_a_request_that_bound_the_key_at_the_same_time) {
  const auto id = lamp();
  const auto theirs = Ulid::next();
  orders.bound_meanwhile = Bound{theirs, "2 of " + id.text()};
  EXPECT_EQ(place(id, 2, "key")->order.pk, theirs);
  orders.keys.clear();
  orders.bound_meanwhile = Bound{Ulid::next(), "9 of " + id.text()};
  EXPECT_EQ(place(id, 2, "key").error().code, idempotency_key_reused);
}

TEST_F(ACheckout, places_nothing_while_inventory_is_down) {
  offers.away = true;
  EXPECT_THROW(place(lamp(), 1, "key"), Unavailable);
  EXPECT_TRUE(orders.orders.empty() && orders.keys.empty());
}

TEST_F(ACheckout, cannot_place_an_order_under_an_abandoned_key) {
  const auto id = lamp();
  const auto given_up = abandon(id).value();
  EXPECT_EQ(given_up.status, Status::cancelled);
  EXPECT_EQ(given_up.total, Money::minor(2400));
  const auto late = place(id, 2, "key").value();
  EXPECT_EQ(late.order.pk, given_up.pk);
  EXPECT_EQ(late.order.status, Status::cancelled);
  EXPECT_TRUE(late.replayed);
}

TEST_F(ACheckout, returns_a_placed_order_unchanged_when_it_is_abandoned) {
  const auto id = lamp();
  const auto placed = place(id, 2, "key").value();
  const auto answered = abandon(id).value();
  EXPECT_EQ(answered.pk, placed.order.pk);
  EXPECT_EQ(answered.status, Status::pending);
}

TEST_F(ACheckout, abandons_without_inventory_and_without_the_product) {
  offers.away = true;
  EXPECT_EQ(abandon(lamp(), 2, "one")->total, std::nullopt);
  offers.away = false;
  EXPECT_EQ(abandon(Ulid::next(), 2, "two")->status, Status::cancelled);
}

Customer ada() {
  return {.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}};
}

class ACheckoutWithAProvider : public ACheckout {
 protected:
  Outcome<Placed> order(std::optional<Customer> customer) {
    auto wanted = one(id, 1);
    wanted.customer = std::move(customer);
    return http::testing::run(io, paid.place_order(std::move(wanted), "key"));
  }

  const Ulid id = lamp();
  Checkout paid{orders, offers, fee_percent, Milliseconds(900'000)};
};

TEST_F(ACheckoutWithAProvider, needs_a_customer) {
  const auto refusal = order(std::nullopt).error();
  EXPECT_EQ(refusal.code, validation_failed);
  EXPECT_EQ(refusal.errors.at(0).loc, (Location{"customer"}));
  EXPECT_EQ(refusal.errors.at(0).type, "missing");
  EXPECT_TRUE(orders.orders.empty() && orders.keys.empty());
  offers.away = true;  // nothing was asked
  EXPECT_EQ(order(std::nullopt).error().code, validation_failed);
}

TEST_F(ACheckoutWithAProvider, holds_the_units_of_an_order_that_costs_something) {
  EXPECT_EQ(orders.holds.at(order(ada())->order.pk), Milliseconds(900'000));
}

TEST_F(ACheckoutWithAProvider, holds_nothing_for_an_order_that_is_free) {
  offers.offers.at(id).price = contracts::Price(Money());
  EXPECT_EQ(orders.holds.at(order(ada())->order.pk), std::nullopt);
}

NewOrder several(const std::vector<Ulid>& ids, int units = 2) {
  NewOrder order;
  order.lines.emplace();
  for (const auto& id : ids) order.lines->push_back({id, Units(units)});
  return order;
}

class ACheckoutOfLines : public ACheckout {
 protected:
  Outcome<Placed> place_all(const std::vector<Ulid>& ids, std::string key = "", int units = 2) {
    return http::testing::run(io, checkout.place_order(several(ids, units), std::move(key)));
  }
  Outcome<Order> abandon_all(const std::vector<Ulid>& ids, std::string key = "key") {
    return http::testing::run(io, checkout.abandon_order(several(ids), std::move(key)));
  }
};

TEST_F(ACheckoutOfLines, places_one_order_with_each_line_at_its_present_price) {
  const auto first = lamp(), second = lamp();
  offers.offers.at(second).price = contracts::Price(Money::minor(500));
  const auto order = place_all({second, first})->order;
  ASSERT_EQ(order.lines.size(), 2u);
  EXPECT_EQ(order.lines[0].product_id, second);
  EXPECT_EQ(order.lines[0].amount, Money::minor(1200));
  EXPECT_EQ(order.lines[1].amount, Money::minor(4800));
  EXPECT_EQ(order.amount, Money::minor(6000));
  EXPECT_EQ(orders.orders.size(), 1u);
}

TEST_F(ACheckoutOfLines, places_all_or_nothing) {
  const auto good = lamp();
  EXPECT_EQ(place_all({good, Ulid::next()}, "key").error().code, product_not_found);
  EXPECT_EQ(place_all({lamp(0), good}, "key").error().code, sold_out);
  EXPECT_EQ(place_all({good, lamp(1), lamp(0)}, "key").error().code, insufficient_stock);
  EXPECT_TRUE(orders.orders.empty() && orders.keys.empty());
}

TEST_F(ACheckoutOfLines, returns_the_same_order_for_the_same_key_and_refuses_any_other_lines) {
  const auto a = lamp(), b = lamp(), c = lamp();
  const auto first = place_all({a, b}, "key").value();
  sell_out(a);
  offers.away = true;
  const auto again = place_all({a, b}, "key").value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.order.pk, first.order.pk);
  for (const auto& other : std::vector<std::vector<Ulid>>{{a}, {a, c}, {a, b, c}, {b, a}}) {
    EXPECT_EQ(place_all(other, "key").error().code, idempotency_key_reused);
    EXPECT_EQ(abandon_all(other).error().code, idempotency_key_reused);
  }
  EXPECT_EQ(place_all({a, b}, "key", 3).error().code, idempotency_key_reused);
  EXPECT_EQ(orders.orders.size(), 1u);
}

TEST_F(ACheckoutOfLines, finishes_the_order_of_a_request_that_was_lost) {
  const auto a = lamp(), b = lamp();
  orders.fails_to_place = true;
  EXPECT_THROW(place_all({a, b}, "key"), Unavailable);
  orders.fails_to_place = false;
  sell_out(b);
  const auto placed = place_all({a, b}, "key").value();
  EXPECT_EQ(placed.order.pk, orders.keys.at("key").pk);
  EXPECT_FALSE(placed.replayed);
}

TEST_F(ACheckoutOfLines, abandons_lines_of_which_some_are_unknown) {
  const auto known = lamp(), unknown = Ulid::next();
  const auto order = abandon_all({known, unknown}).value();
  EXPECT_EQ(order.status, Status::cancelled);
  EXPECT_EQ(order.lines.at(0).amount, Money::minor(4800));
  EXPECT_EQ(order.lines.at(1).amount, std::nullopt);
  EXPECT_EQ(order.lines.at(1).quantity, Units(2));
  EXPECT_EQ(order.amount, std::nullopt);
  EXPECT_TRUE(place_all({known, unknown}, "key")->replayed);
  offers.away = true;
  EXPECT_EQ(abandon_all({known, lamp()}, "other")->amount, std::nullopt);
}

TEST_F(ACheckoutOfLines, stores_the_customer_whom_the_key_does_not_depend_on) {
  const auto a = lamp(), b = lamp();
  auto order = several({a, b});
  order.customer = Customer{.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}};
  const auto placed = http::testing::run(io, checkout.place_order(order, "key")).value();
  EXPECT_EQ(orders.customers.at(placed.order.pk).email.value, "ada@example.com");
  order.customer->email = {"bob@example.com"};
  EXPECT_TRUE(http::testing::run(io, checkout.place_order(order, "key"))->replayed);
  EXPECT_EQ(orders.customers.at(placed.order.pk).email.value, "ada@example.com");
  EXPECT_FALSE(orders.keys.at("key").fingerprint.contains("ada"));
}

TEST_F(ACheckout, quotes_each_line_and_the_sum_of_the_orderable_ones) {
  const auto good = lamp(), gone = Ulid::next(), few = lamp(1);
  NewQuote wanted{describe::List<WantedLine, 1, 100>({{good, Units(2)}, {gone, Units(1)}, {few, Units(2)}})};
  const auto quote = http::testing::run(io, checkout.quote(std::move(wanted)));
  ASSERT_EQ(quote.lines.size(), 3u);
  EXPECT_EQ(quote.lines[0].refusal, std::nullopt);
  EXPECT_EQ(quote.lines[1].refusal, LineRefusal::product_not_found);
  EXPECT_EQ(quote.lines[2].refusal, LineRefusal::insufficient_stock);
  EXPECT_EQ(quote.amount.value(), Money::minor(4800));
}

}  // namespace
}  // namespace souk::payment
