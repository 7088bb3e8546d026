#include "payment/store/challenge.hpp"

#include <gtest/gtest.h>

#include "unit/payment/solve.hpp"

namespace souk::payment {
namespace {

constexpr Timestamp now{Milliseconds(1'700'000'000'000)};
constexpr Timestamp later = now + std::chrono::minutes(5);
constexpr unsigned work = 50;

class AChallenge : public ::testing::Test {
 protected:
  std::expected<Solved, Unsolved> check(std::string_view solution, Timestamp at = now) const {
    return check_solution("secret", terms, solution, at);
  }
  const ChallengeTerms terms{Ulid::next(), "address:10.0.0.1"};
  const std::string challenge = new_challenge("secret", terms, later, work);
};

TEST_F(AChallenge, is_solved_by_a_counter_below_its_work) {
  for (int i = 0; i < 20; ++i) {
    const auto one = new_challenge("secret", terms, later, 3);
    const auto counter = counter_of(one);
    EXPECT_GE(counter, 0) << one;
    EXPECT_TRUE(check(one + "." + std::to_string(counter)));
  }
  EXPECT_EQ(check(solved(challenge))->expires, later);
  EXPECT_EQ(check(solved(challenge))->nonce.size(), 32u);
}

TEST_F(AChallenge, needs_the_right_counter) {
  EXPECT_EQ(check(challenge + "." + std::to_string(counter_of(challenge) + 1)).error(), Unsolved::wrong);
}

TEST_F(AChallenge, is_of_one_product_and_visitor) {
  const auto solution = solved(challenge);
  for (const auto& other : {ChallengeTerms{Ulid::next(), terms.visitor}, ChallengeTerms{terms.product, "session:7"}}) {
    EXPECT_EQ(check_solution("secret", other, solution, now).error(), Unsolved::foreign);
  }
  EXPECT_EQ(check_solution("another", terms, solution, now).error(), Unsolved::foreign);
}

TEST_F(AChallenge, ends) {
  EXPECT_TRUE(check(solved(challenge), later - Milliseconds(1)));
  EXPECT_EQ(check(solved(challenge), later).error(), Unsolved::expired);
}

TEST_F(AChallenge, cannot_be_made_longer_or_easier) {
  const auto solution = solved(challenge);
  for (std::size_t at = 0; at < challenge.size(); ++at) {
    auto changed = solution;
    changed[at] = changed[at] == '1' ? '2' : '1';
    EXPECT_FALSE(check(changed)) << at;
  }
}

TEST_F(AChallenge, that_cannot_be_read_is_none) {
  for (const std::string text : {"", ".", ".....", "1.2.3.4.5", "a.b.c.d.e.f", "1.2.3.4.5.6.7"}) {
    EXPECT_FALSE(check(text)) << text;
  }
  EXPECT_EQ(check(challenge).error(), Unsolved::malformed);
  EXPECT_EQ(check(challenge + ".-1").error(), Unsolved::malformed);
  EXPECT_EQ(check(challenge + ".4294967296").error(), Unsolved::malformed);
  EXPECT_EQ(check(std::string(1'000'000, '.')).error(), Unsolved::malformed);
}

}  // namespace
}  // namespace souk::payment
