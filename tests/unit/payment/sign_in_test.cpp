// A buyer who signs in, with codes and sessions in memory.
#include "payment/app/sign_in.hpp"

#include <gmock/gmock.h>

#include "payment/app/orders_of_buyer.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_buyers.hpp"
#include "unit/payment/memory_guesses.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ABuyer : public ::testing::Test {
 protected:
  std::expected<void, Denied> ask() {
    const auto work = [this]() -> awaitable<std::expected<void, Denied>> {
      co_return co_await sign_in.send_code("10.0.0.1", ada);
    };
    return http::testing::run(io, work());
  }
  std::expected<SessionId, Denied> verify(std::string code, std::string client = "10.0.0.1") {
    return http::testing::run(io, sign_in.verify(std::move(client), ada, {std::move(code)}));
  }
  std::optional<Buyer> who(SessionId session) { return http::testing::run(io, sign_in.find(std::move(session))); }
  void sign_out(SessionId session) {
    const auto work = [&]() -> awaitable<bool> {
      co_await sign_in.sign_out(session);
      co_return true;
    };
    http::testing::run(io, work());
  }

  boost::asio::io_context io{1};
  const Email ada{"ada@example.com"};
  MemoryBuyers buyers;
  MemoryGuesses guesses;
  SignIn sign_in{buyers, guesses};
};

TEST_F(ABuyer, gets_a_code_and_with_it_a_session) {
  EXPECT_TRUE(ask());
  EXPECT_THAT(buyers.sent, ElementsAre("ada@example.com"));
  const auto session = verify("123456");
  ASSERT_TRUE(session);
  EXPECT_EQ(who(*session)->email, "a…@example.com");
  EXPECT_THAT(guesses.wrong, IsEmpty());
}

TEST_F(ABuyer, cannot_use_a_code_twice_and_is_told_the_same_as_for_a_wrong_one) {
  EXPECT_TRUE(verify("123456"));
  for (const auto* code : {"123456", "654321"}) EXPECT_EQ(verify(code).error().wait, std::nullopt) << code;
}

TEST_F(ABuyer, who_is_wrong_counts_as_one_that_guesses) {
  EXPECT_FALSE(verify("654321"));
  EXPECT_THAT(guesses.wrong, ElementsAre("10.0.0.1"));
}

TEST_F(ABuyer, who_guessed_too_often_waits_without_another_comparison) {
  guesses.slow = "10.0.0.1";
  EXPECT_EQ(verify("123456").error().wait, seconds(17));
  EXPECT_EQ(buyers.verified, 0);
}

TEST_F(ABuyer, whose_address_was_guessed_too_often_waits_whoever_asks) {
  buyers.address_waits = Milliseconds(8'001);
  EXPECT_EQ(verify("123456", "10.0.0.2").error().wait, seconds(9));
  EXPECT_THAT(guesses.wrong, IsEmpty());
}

TEST_F(ABuyer, who_asks_for_too_many_codes_waits) {
  buyers.client_waits = Milliseconds(1'500);
  EXPECT_EQ(ask().error().wait, seconds(2));
  buyers.client_waits.reset();
  buyers.address_waits = Milliseconds(2'500);
  EXPECT_EQ(ask().error().wait, seconds(3));
  EXPECT_THAT(buyers.sent, IsEmpty());
  EXPECT_THAT(buyers.clients, ElementsAre("10.0.0.1", "10.0.0.1"));
}

TEST_F(ABuyer, signs_out_here_or_everywhere) {
  const auto here = verify("123456").value();
  const SessionId there = SessionId::of(7, std::string(2 * SessionId::random_bytes, 'c'));
  buyers.sessions.emplace(there.text, *who(here));
  sign_out(here);
  EXPECT_FALSE(who(here));
  EXPECT_TRUE(who(there));
  EXPECT_FALSE(http::testing::run(io, sign_in.sign_out_everywhere(here)));  // one that has ended ends no other
  EXPECT_TRUE(who(there));
  buyers.sessions.emplace(here.text, *who(there));
  EXPECT_TRUE(http::testing::run(io, sign_in.sign_out_everywhere(there)));
  EXPECT_FALSE(who(here));
  EXPECT_FALSE(who(there));
}

TEST_F(ABuyer, gets_no_answer_while_redis_is_away) {
  buyers.away = true;
  EXPECT_THROW(ask(), Unavailable);
  EXPECT_THROW(verify("123456"), Unavailable);
}

TEST_F(ABuyer, has_the_orders_that_exist_newest_first_and_no_one_elses) {
  MemoryOrders orders;
  MemoryBuyerOrders index;
  const CustomerId me{std::string(32, 'b')}, other{std::string(32, 'c')};
  const auto first = orders.has(Status::completed), second = orders.has(Status::pending);
  index.pks[me.text] = {second, Ulid::next(), first};
  index.pks[other.text] = {orders.has(Status::completed)};
  std::vector<Ulid> pks;
  for (const auto& order : http::testing::run(io, orders_of_buyer(index, orders, me))) pks.push_back(order.pk);
  EXPECT_THAT(pks, ElementsAre(second, first));
}

}  // namespace
}  // namespace souk::payment
