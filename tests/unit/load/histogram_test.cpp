#include "load/histogram.hpp"

#include <gtest/gtest.h>

namespace souk::bench {
namespace {

TEST(Histogram, of_nothing_is_zero) {
  const Histogram empty;
  EXPECT_EQ(empty.quantile(0.99), 0);
  EXPECT_EQ(empty.mean(), 0);
}

TEST(Histogram, gives_quantiles_with_an_error_below_1_in_128) {
  for (const std::uint64_t unit : {1ULL, 1000ULL, 1'000'000ULL, 10'000'000'000ULL}) {
    Histogram values;
    for (std::uint64_t i = 1; i <= 1000; ++i) values.add(Nanoseconds(i * unit));
    for (const auto& [share, exact] : {std::pair{0.5, 500 * unit}, {0.99, 990 * unit}, {0.999, 999 * unit}}) {
      EXPECT_GE(values.quantile(share), exact);
      EXPECT_LE(values.quantile(share), exact + exact / 128 + 1);
    }
    EXPECT_EQ(values.most(), 1000 * unit);
    EXPECT_EQ(values.quantile(1), 1000 * unit);
  }
}

TEST(Histogram, accepts_the_longest_and_negative_durations) {
  Histogram values;
  values.add(Nanoseconds::max());
  values.add(Nanoseconds(-1));
  EXPECT_EQ(values.quantile(1), static_cast<std::uint64_t>(Nanoseconds::max().count()));
  EXPECT_EQ(values.quantile(0.1), 0);
}

}  // namespace
}  // namespace souk::bench
