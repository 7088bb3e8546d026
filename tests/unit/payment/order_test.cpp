#include "payment/domain/order.hpp"

#include <gtest/gtest.h>

namespace souk::payment {
namespace {

contracts::ProductOffer offer(std::int64_t price, std::int64_t available) {
  return {Ulid::next(), contracts::ProductName("lamp"), contracts::Price(Money::minor(price)),
          contracts::Stock(available)};
}

Order order(std::int64_t price, int units, unsigned fee_percent) {
  return told(new_order(Ulid::next(), Units(units), offer(price, 1), fee_percent));
}

TEST(NewOrder, costs_price_plus_fee_for_each_unit) {
  const auto made = order(2000, 10, 20);
  EXPECT_EQ(made.fee, Money::minor(400));
  EXPECT_EQ(made.total, Money::minor(2400));
  EXPECT_EQ(made.amount, Money::minor(24'000));
}

TEST(NewOrder, rounds_half_a_cent_of_fee_up) {
  EXPECT_EQ(order(1, 1, 49).fee, Money::minor(0));
  EXPECT_EQ(order(1, 1, 50).fee, Money::minor(1));
  EXPECT_EQ(order(1999, 1, 20).fee, Money::minor(400));
}

TEST(NewOrder, the_dearest_is_exact_in_redis_and_in_json) {
  const auto made = order(contracts::max_price, contracts::max_units, 100);
  EXPECT_EQ(made.amount->minor_units(), 2 * contracts::max_price * contracts::max_units);
  EXPECT_LE(made.amount->minor_units(), std::int64_t{1} << 53);
}

TEST(Order, is_updated_when_it_came_into_its_state) {
  OrderRecord record;
  record.created_at = Timestamp(Milliseconds(1));
  EXPECT_EQ(told(record).updated_at, record.created_at);
  record.updated_at = Timestamp(Milliseconds(9));
  EXPECT_EQ(told(record).updated_at, *record.updated_at);
}

struct OrderTimes {
  std::optional<Timestamp> reserved_at, completed_at;
};

std::string shown(Status status, const OrderTimes& times) {
  OrderRecord order;
  order.status = status;
  order.created_at = Timestamp(Milliseconds(1));
  order.updated_at = Timestamp(Milliseconds(9));
  order.reserved_at = times.reserved_at;
  order.completed_at = times.completed_at;
  std::string text;
  for (const auto& [step, at] : timeline(order)) {
    text += describe::Scalar<Step>::text(step) + "@" + std::to_string(at.time_since_epoch().count()) + " ";
  }
  return text;
}

TEST(Timeline, has_the_steps_that_were_taken_in_their_order) {
  const Timestamp three(Milliseconds(3)), five(Milliseconds(5));
  EXPECT_EQ(shown(Status::pending, {}), "placed@1 ");
  EXPECT_EQ(shown(Status::pending, {three, {}}), "placed@1 stock_reserved@3 ");
  EXPECT_EQ(shown(Status::rejected, {}), "placed@1 rejected@9 ");
  EXPECT_EQ(shown(Status::cancelled, {}), "placed@1 cancelled@9 ");
  EXPECT_EQ(shown(Status::completed, {three, {}}), "placed@1 stock_reserved@3 completed@9 ");
  EXPECT_EQ(shown(Status::refunded, {three, five}), "placed@1 stock_reserved@3 completed@5 refunded@9 ");
}

TEST(Timeline, settled_before_the_reservation_was_noted_it_was_reserved_at_the_latest_then) {
  const Timestamp five(Milliseconds(5));
  EXPECT_EQ(shown(Status::completed, {}), "placed@1 stock_reserved@9 completed@9 ");
  EXPECT_EQ(shown(Status::refunded, {{}, five}), "placed@1 stock_reserved@5 completed@5 refunded@9 ");
  EXPECT_EQ(shown(Status::refunded, {Timestamp(Milliseconds(7)), five}),
            "placed@1 stock_reserved@5 completed@5 refunded@9 ");
}

TEST(Orderable, as_many_as_there_are_and_not_one_more) {
  EXPECT_TRUE(orderable(offer(1, 3), Units(3)));
  EXPECT_EQ(orderable(offer(1, 3), Units(4)).error().code, Code::insufficient_stock);
  EXPECT_EQ(orderable(offer(1, 0), Units(1)).error().code, Code::sold_out);
}

}  // namespace
}  // namespace souk::payment
