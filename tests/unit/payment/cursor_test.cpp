#include <gtest/gtest.h>

#include "payment/store/orders.hpp"

namespace souk::payment {
namespace {

TEST(Cursor, is_read_as_it_was_written) {
  for (const Cursor& cursor : {Cursor{0}, Cursor{5, 0, 31}, Cursor{INT64_MAX, 1}}) {
    EXPECT_EQ(parse_cursor(text_of(cursor), static_cast<unsigned>(cursor.size())), cursor);
  }
}

TEST(Cursor, anything_else_is_none) {
  for (std::string_view text : {"", "-", "5", "5-0-1f-2", "5--1f", "-5-0-1f", "5-0-1f-", "5-0-g", "5-0- 1", "5-0-0x1",
                                "5-0-8000000000000000", "5-0-1f\n"}) {
    EXPECT_FALSE(parse_cursor(text, 3)) << text;
  }
}

}  // namespace
}  // namespace souk::payment
