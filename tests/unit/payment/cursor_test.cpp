#include <gtest/gtest.h>

#include "payment/store/cursor.hpp"

namespace souk::payment {
namespace {

TEST(Cursor, is_read_as_it_was_written) {
  for (const Cursor& cursor : {Cursor{{0}}, Cursor{{5, 0, 31}}, Cursor{{INT64_MAX, 1}}}) {
    EXPECT_EQ(Cursor::parse(cursor.text()), cursor);
  }
}

TEST(Cursor, any_other_text_is_refused) {
  for (std::string_view text :
       {"", "-", "5--1f", "-5-0-1f", "5-0-1f-", "5-0-g", "5-0- 1", "5-0-0x1", "5-0-8000000000000000", "5-0-1f\n"}) {
    EXPECT_FALSE(Cursor::parse(text)) << text;
  }
}

}  // namespace
}  // namespace souk::payment
