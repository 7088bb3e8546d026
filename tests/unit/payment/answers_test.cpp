// What the API adds to the answers of use cases that know no HTTP.
#include <gmock/gmock.h>

#include "payment/api/guess_limit.hpp"
#include "payment/api/keyed_problem.hpp"

namespace souk::payment {
namespace {

using ::testing::HasSubstr;

TEST(KeyedProblem, names_the_header_of_a_key_that_was_reused) {
  const auto answer = keyed_problem(key_was_reused().error(), "r1");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.body, HasSubstr(R"("detail":"This Idempotency-Key was used with another body.")"));
}

TEST(KeyedProblem, says_that_a_fault_is_in_the_body) {
  const auto answer = keyed_problem(not_valid({{{"customer"}, "missing", "Field required"}}), "r1");
  EXPECT_THAT(answer.body, HasSubstr(R"("detail":"body.customer: Field required")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("loc":["body","customer"])"));
}

TEST(KeyedProblem, leaves_other_refusals_as_they_are) {
  const auto answer = keyed_problem({sold_out, "The lamp is sold out."}, "r1");
  EXPECT_EQ(answer.status, 409u);
  EXPECT_THAT(answer.body, HasSubstr(R"("detail":"The lamp is sold out.")"));
}

TEST(GuessLimit, makes_a_client_wait_after_five_wrong_guesses_and_no_other) {
  GuessLimit guesses;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guesses.wait("eve"), std::nullopt);
    guesses.failed("eve");
  }
  EXPECT_GT(guesses.wait("eve").value(), std::chrono::seconds(0));
  EXPECT_EQ(guesses.wait("ada"), std::nullopt);
}

}  // namespace
}  // namespace souk::payment
