#include "redis/slot.hpp"

#include <gtest/gtest.h>

namespace souk::redis {
namespace {

// As `redis-cli CLUSTER KEYSLOT` says.
TEST(Slot, is_that_of_the_whole_key) {
  EXPECT_EQ(slot_of("123456789"), 0x31C3);
  EXPECT_EQ(slot_of("foo"), 12182);
  EXPECT_EQ(slot_of(""), 0);
}

TEST(Slot, is_that_of_the_hash_tag_when_there_is_one) {
  EXPECT_EQ(slot_of("payment:{7}:orders"), slot_of("7"));
  EXPECT_EQ(slot_of("inventory:{7}:products"), slot_of("7"));
  EXPECT_EQ(slot_of("foo{bar}{zap}"), slot_of("bar"));
  EXPECT_EQ(slot_of("foo{{bar}}zap"), 4015);
}

TEST(Slot, an_empty_or_open_tag_is_none) {
  EXPECT_EQ(slot_of("foo{}{bar}"), 8363);
  EXPECT_EQ(slot_of("foo{bar"), 15278);
}

}  // namespace
}  // namespace souk::redis
