#include "rest/last_event_id.hpp"

#include <gtest/gtest.h>

namespace souk::rest {
namespace {

TEST(LastEventId, is_that_of_the_header_or_empty) {
  EXPECT_EQ(last_event_id({.headers = {{"last-event-id", "77"}}}), "77");
  EXPECT_EQ(last_event_id({}), "");
}

}  // namespace
}  // namespace souk::rest
