#include "base/refusal.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

constexpr Code sold_out{"sold_out", 409, "Sold out"};

TEST(Refusal, codes_with_equal_words_are_equal) {
  EXPECT_EQ(sold_out, (Code{std::string_view("sold_out, now").substr(0, 8), 409, "Sold out"}));
  EXPECT_NE(sold_out, version_mismatch);
}

TEST(Refusal, a_refusal_is_an_outcome) {
  const Outcome<int> outcome = refuse(sold_out, "No units are left.");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, sold_out);
  EXPECT_EQ(outcome.error().detail, "No units are left.");
  EXPECT_TRUE(outcome.error().errors.empty());
}

TEST(Refusal, an_invalid_input_reports_the_first_fault_and_their_number) {
  const Fault item{{"body", "items", std::size_t{3}, "price"}, "missing", "Field required"};
  const Fault query{{"query", "limit"}, "int_parsing", "Input should be a whole number"};
  EXPECT_EQ(not_valid({item}).detail, "body.items.3.price: Field required");
  EXPECT_EQ(not_valid({query, item}).detail, "query.limit: Input should be a whole number; 1 more in `errors`");
  EXPECT_EQ(not_valid({query, item}).errors.size(), 2);
}

}  // namespace
}  // namespace souk
