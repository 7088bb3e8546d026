#include "payment/domain/order.hpp"

#include <gtest/gtest.h>

namespace souk::payment {
namespace {

contracts::ProductOffer offer(std::int64_t price, std::int64_t available) {
  return {Ulid::next(), contracts::ProductName("lamp"), contracts::Price(Money::minor(price)),
          contracts::Stock(available)};
}

TEST(Quote, is_price_plus_fee_for_each_unit) {
  const auto quoted = quote(offer(2000, 1), Units(10), 20);
  EXPECT_EQ(quoted.fee, Money::minor(400));
  EXPECT_EQ(quoted.total, Money::minor(2400));
  EXPECT_EQ(quoted.amount, Money::minor(24'000));
}

TEST(Quote, rounds_half_a_cent_of_fee_up) {
  EXPECT_EQ(quote(offer(1, 1), Units(1), 49).fee, Money::minor(0));
  EXPECT_EQ(quote(offer(1, 1), Units(1), 50).fee, Money::minor(1));
  EXPECT_EQ(quote(offer(1999, 1), Units(1), 20).fee, Money::minor(400));
}

TEST(Quote, the_dearest_order_is_exact_in_redis) {
  const auto quoted = quote(offer(contracts::max_price, 1), Units(contracts::max_units), 100);
  EXPECT_EQ(quoted.amount.minor_units(), 2 * contracts::max_price * contracts::max_units);
  EXPECT_LE(quoted.amount.minor_units(), std::int64_t{1} << 53);
}

TEST(Orderable, as_many_as_there_are_and_not_one_more) {
  EXPECT_TRUE(orderable(offer(1, 3), Units(3)));
  EXPECT_EQ(orderable(offer(1, 3), Units(4)).error().code, Code::insufficient_stock);
  EXPECT_EQ(orderable(offer(1, 0), Units(1)).error().code, Code::sold_out);
}

TEST(Steps, rise_with_every_state_that_an_order_can_come_into) {
  const auto of = [](Status status) {
    Order order{};
    order.status = status;
    return steps(order);
  };
  EXPECT_GT(of(Status::pending), 0);
  EXPECT_GT(of(Status::rejected), of(Status::pending));
  EXPECT_GT(of(Status::completed), of(Status::pending));
  EXPECT_GT(of(Status::refunded), of(Status::completed));
}

}  // namespace
}  // namespace souk::payment
