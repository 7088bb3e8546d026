#include "base/refusal.hpp"

#include <gtest/gtest.h>

#include <set>

namespace souk {
namespace {

TEST(Refusal, every_code_has_a_word_of_its_own) {
  std::set<std::string_view> words;
  constexpr auto last = static_cast<int>(Code::unavailable);
  for (int code = 0; code <= last; ++code) words.insert(word(static_cast<Code>(code)));
  EXPECT_EQ(words.size(), static_cast<std::size_t>(last) + 1);
}

TEST(Refusal, words_of_the_contract_do_not_change) {
  EXPECT_EQ(word(Code::validation_failed), "validation_failed");
  EXPECT_EQ(word(Code::product_not_found), "product_not_found");
  EXPECT_EQ(word(Code::sold_out), "sold_out");
  EXPECT_EQ(word(Code::idempotency_key_reused), "idempotency_key_reused");
}

TEST(Refusal, a_refusal_is_an_outcome) {
  const Outcome<int> outcome = refuse(Code::sold_out, "No units are left.");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, Code::sold_out);
  EXPECT_EQ(outcome.error().detail, "No units are left.");
  EXPECT_TRUE(outcome.error().errors.empty());
}

TEST(Refusal, what_is_not_valid_says_the_first_fault_and_how_many_there_are) {
  const Fault item{{"body", "items", std::size_t{3}, "price"}, "missing", "Field required"};
  const Fault query{{"query", "limit"}, "int_parsing", "Input should be a whole number"};
  EXPECT_EQ(not_valid({item}).detail, "body.items.3.price: Field required");
  EXPECT_EQ(not_valid({query, item}).detail, "query.limit: Input should be a whole number; 1 more in `errors`");
  EXPECT_EQ(not_valid({query, item}).errors.size(), 2);
}

}  // namespace
}  // namespace souk
