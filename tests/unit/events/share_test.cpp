#include <gtest/gtest.h>

#include <set>

#include "events/ownership.hpp"

namespace souk::events {
namespace {

TEST(Share, one_consumer_has_every_partition) {
  EXPECT_EQ(share_of({"a"}, "a", 4), (std::vector<Partition>{0, 1, 2, 3}));
}

TEST(Share, consumers_divide_the_partitions_evenly_and_completely) {
  for (unsigned partitions : {1u, 5u, 16u, 1024u}) {
    for (unsigned consumers = 1; consumers <= 7; ++consumers) {
      std::vector<std::string> alive;
      for (unsigned i = 0; i < consumers; ++i) alive.push_back("consumer-" + std::to_string(i));
      std::set<Partition> taken;
      for (const auto& name : alive) {
        const auto share = share_of(alive, name, partitions);
        EXPECT_LE(share.size(), partitions / consumers + 1);
        EXPECT_GE(share.size(), partitions / consumers);
        for (auto p : share) EXPECT_TRUE(taken.insert(p).second) << "partition " << p << " has two owners";
      }
      EXPECT_EQ(taken.size(), partitions);
    }
  }
}

TEST(Share, does_not_depend_on_the_order_of_the_list) {
  EXPECT_EQ(share_of({"a", "b", "c"}, "b", 9), share_of({"c", "b", "a"}, "b", 9));
}

TEST(Share, who_is_not_among_the_living_has_none) {
  EXPECT_TRUE(share_of({"a", "b"}, "c", 16).empty());
}

}  // namespace
}  // namespace souk::events
