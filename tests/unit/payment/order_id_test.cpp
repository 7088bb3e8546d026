#include "payment/domain/order_id.hpp"

#include <gtest/gtest.h>

#include <set>

#include "payment/domain/order.hpp"

namespace souk::payment {
namespace {

TEST(LinePk, is_in_its_products_partition_and_unlike_every_other_of_the_order) {
  for (unsigned partitions = 1; partitions <= max_partitions; ++partitions) {
    const auto order = cart_pk(Ulid::next(), partitions);
    std::set<Ulid> pks = {order};
    for (unsigned line = 1; line <= most_lines; ++line) {
      // The extremes, the order's own partition, and one of each line.
      const auto home = partition_of(order, partitions);
      for (const Partition p : std::set<Partition>{0, partitions - 1, home, line * 7 % partitions}) {
        const auto pk = line_pk(order, line, p, partitions);
        EXPECT_EQ(partition_of(pk, partitions), p) << partitions << " " << line;
        EXPECT_TRUE(pks.insert(pk).second) << partitions << " " << line << " " << p;
      }
    }
  }
}

TEST(LinePk, keeps_the_time_of_the_order_and_never_meets_another_order) {
  const auto first = cart_pk(Ulid::next(), 16), second = cart_pk(Ulid::next(), 16);
  for (unsigned line = 1; line <= most_lines; ++line) {
    const auto pk = line_pk(first, line, 5, 16);
    EXPECT_EQ(pk.time(), first.time());
    EXPECT_EQ(pk.with_low16(0), first.with_low16(0));
    EXPECT_NE(pk.with_low16(0), second.with_low16(0));
  }
}

TEST(CartPk, stays_in_the_partition_of_its_id_and_uses_all_partitions) {
  for (const unsigned partitions : {1u, 3u, 16u, 1000u, max_partitions}) {
    std::set<Partition> used;
    for (int i = 0; i < 20'000; ++i) {
      const auto id = Ulid::next();
      const auto pk = cart_pk(id, partitions);
      EXPECT_EQ(partition_of(pk, partitions), partition_of(id, partitions));
      EXPECT_LT(pk.low16(), partitions);
      used.insert(partition_of(pk, partitions));
    }
    EXPECT_EQ(used.size(), partitions);
  }
}

}  // namespace
}  // namespace souk::payment
