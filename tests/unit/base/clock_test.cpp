#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

using namespace std::chrono_literals;

Timestamp at(std::int64_t milliseconds) {
  return Timestamp{Milliseconds{milliseconds}};
}

TEST(Rfc3339, a_time_is_written_in_utc_with_milliseconds) {
  EXPECT_EQ(rfc3339(at(0)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(at(1795340959042)), "2026-11-22T09:49:19.042Z");
  EXPECT_EQ(rfc3339(at(951782400000)), "2000-02-29T00:00:00.000Z");
  EXPECT_EQ(rfc3339(at(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, a_year_beyond_four_digits_is_written_as_the_nearest_one) {
  EXPECT_EQ(rfc3339(at(253402300799999)), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(rfc3339(at(253402300800000)), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(rfc3339(Timestamp::max()), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(rfc3339(Timestamp::min()), "0000-01-01T00:00:00.000Z");
}

TEST(Rfc3339, what_was_written_is_read_back) {
  for (std::int64_t time : {0L, 1L, 1795340959042L, -1L, 253402300799999L}) {
    EXPECT_EQ(parse_rfc3339(rfc3339(at(time))), at(time));
  }
}

TEST(Rfc3339, offsets_are_applied_and_digits_below_a_millisecond_are_cut_off) {
  EXPECT_EQ(parse_rfc3339("2026-11-22T09:49:19Z"), at(1795340959000));
  EXPECT_EQ(parse_rfc3339("2026-11-22t09:49:19.0429999z"), at(1795340959042));
  EXPECT_EQ(parse_rfc3339("2026-11-22T09:49:19.1Z"), at(1795340959100));
  EXPECT_EQ(parse_rfc3339("2026-11-22T11:19:19.042+01:30"), at(1795340959042));
  EXPECT_EQ(parse_rfc3339("2026-11-21T23:49:19.042-10:00"), at(1795340959042));
}

TEST(Rfc3339, any_other_text_is_refused) {
  for (auto text : {"",
                    "2026",
                    "2026-11-22",
                    "2026-11-22T09:49:19",
                    "2026-11-22 09:49:19Z",
                    "2026-11-22T09:49Z",
                    "2026-02-29T00:00:00Z",
                    "2026-13-01T00:00:00Z",
                    "2026-00-01T00:00:00Z",
                    "2026-11-31T00:00:00Z",
                    "2026-11-22T24:00:00Z",
                    "2026-11-22T09:60:00Z",
                    "2026-11-22T09:49:60Z",
                    "2026-11-22T23:59:61Z",
                    "2026-11-22T23:59:60+01:00",
                    "2026-11-22T09:49:19.Z",
                    "2026-11-22T09:49:19+0100",
                    "2026-11-22T09:49:19+24:00",
                    "2026-11-22T09:49:19+01:60",
                    "2026-11-22T09:49:19ZZ",
                    "2026-11-22T09:49:19.042",
                    "-026-11-22T09:49:19Z",
                    "2026-+1-22T09:49:19Z",
                    "2026-1-22T09:49:19Z",
                    " 2026-11-22T09:49:19Z",
                    "2026-11-22T-9:49:19Z",
                    "2026-11-22T09:49:19+-1:00"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(Duration, digits_and_a_unit_are_a_duration) {
  EXPECT_EQ(parse_duration("200ms"), 200ms);
  EXPECT_EQ(parse_duration("5s"), 5s);
  EXPECT_EQ(parse_duration("2m"), 2min);
  EXPECT_EQ(parse_duration("1h"), 1h);
  EXPECT_EQ(parse_duration("0s"), 0ms);
}

TEST(Duration, the_largest_number_of_milliseconds_is_the_limit) {
  EXPECT_EQ(parse_duration("9223372036854775s"), 9223372036854775s);
  EXPECT_FALSE(parse_duration("9223372036854776s"));
  EXPECT_FALSE(parse_duration("99999999999999999999ms"));
}

TEST(Duration, any_other_text_is_refused_and_the_error_says_what_was_expected) {
  for (auto text :
       {"", "5", "s", "-5s", "-0s", "+5s", "5 s", " 5s", "5s ", "5S", "1.5s", "5d", "5sec", "1h30m", "5ms5"}) {
    const auto duration = parse_duration(text);
    ASSERT_FALSE(duration) << text;
    EXPECT_TRUE(duration.error().contains("200ms")) << duration.error();
  }
}

TEST(Clock, the_wall_clock_is_after_the_day_of_writing) {
  EXPECT_GT(wall_clock(), at(1600000000000));
}

}  // namespace
}  // namespace souk
