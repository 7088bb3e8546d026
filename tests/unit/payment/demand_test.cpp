#include "payment/domain/demand.hpp"

#include <gtest/gtest.h>

namespace souk::payment {
namespace {

using std::chrono::seconds;

class ADemand : public ::testing::Test {
 protected:
  static constexpr SteadyClock::time_point start{};
  void order(const Ulid& product, int count, SteadyClock::time_point at = start) {
    for (int i = 0; i < count; ++i) demand.ordered(product, at);
  }
  Demand demand{10};
  const Ulid lamp = Ulid::next();
};

TEST_F(ADemand, begins_with_as_many_orders_as_its_rate_means_and_fades) {
  order(lamp, 99);
  EXPECT_FALSE(demand.is_ordered_often(lamp, start));
  order(lamp, 1);
  EXPECT_TRUE(demand.is_ordered_often(lamp, start));
  EXPECT_FALSE(demand.is_ordered_often(Ulid::next(), start));
  EXPECT_FALSE(demand.is_ordered_often(lamp, start + seconds(1)));
}

TEST_F(ADemand, stays_while_the_rate_does) {
  for (int second = 0; second < 100; ++second) order(lamp, 11, start + seconds(second));
  EXPECT_TRUE(demand.is_ordered_often(lamp, start + seconds(99)));
  for (int second = 100; second < 200; ++second) order(lamp, 8, start + seconds(second));
  EXPECT_FALSE(demand.is_ordered_often(lamp, start + seconds(199)));
}

TEST_F(ADemand, for_one_product_is_remembered_among_many) {
  order(lamp, 200);
  for (std::size_t i = 0; i < 3 * Demand::capacity; ++i) demand.ordered(Ulid::next(), start);
  EXPECT_TRUE(demand.is_ordered_often(lamp, start));
  EXPECT_LE(demand.size(), Demand::capacity);
}

TEST_F(ADemand, is_expected_around_the_start_of_a_sale) {
  const Timestamp sale{Milliseconds(10'000'000)};
  const auto at = [&](Milliseconds from_start) {
    return Demand::starts_about_now(sale, TimeRange{sale + from_start, sale + from_start});
  };
  EXPECT_FALSE(at(-seconds(61)));
  EXPECT_TRUE(at(-seconds(60)));
  EXPECT_TRUE(at(seconds(599)));
  EXPECT_FALSE(at(seconds(600)));
  EXPECT_FALSE(Demand::starts_about_now(sale, std::nullopt));
  EXPECT_FALSE(Demand::starts_about_now(std::nullopt, TimeRange{sale, sale}));
}

}  // namespace
}  // namespace souk::payment
