// Codes and sessions of buyers (buyers.lua), and their mails, on a real Redis.
#include "payment/store/buyers.hpp"

#include <set>

#include "base/unavailable.hpp"
#include "payment/store/mails.hpp"
#include "payment/stored_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct BuyerRules : StoredOrders {
  Buyers buyers{client, partitions};
  Mails mails{client, partitions};
  const Email ada{"ada@example.com"}, eva{"eva@example.com"};

  // The ids of all mails that are due, wherever they are.
  awaitable<std::vector<MailId>> due() {
    std::vector<MailId> all;
    for (Partition p = 0; p < partitions; ++p) {
      for (auto& id : co_await mails.take(p, 100)) all.push_back(std::move(id));
    }
    co_return all;
  }
  // The code of the only mail that is due.
  awaitable<SignInCode> next_code() {
    const auto ids = co_await due();
    EXPECT_THAT(ids, SizeIs(1));
    co_return SignInCode{(co_await mails.read_code(ids.at(0))).value().code};
  }
  awaitable<SignInCode> code_for(Email email) {
    EXPECT_EQ(co_await buyers.send_code(std::move(email)), std::nullopt);
    co_return co_await next_code();
  }
  awaitable<SessionId> session_of(Email email) {
    const auto code = co_await code_for(email);
    co_return (co_await buyers.verify(std::move(email), code)).session.value();
  }
  awaitable<bool> is_known(SessionId session) { co_return (co_await buyers.find(std::move(session))).has_value(); }
  awaitable<bool> is_right(Email email, SignInCode code) {
    co_return (co_await buyers.verify(std::move(email), std::move(code))).session.has_value();
  }
  static SignInCode wrong(const SignInCode& right) { return {right.digits == "000000" ? "000001" : "000000"}; }

  // Every key of payment that begins so, with what the buyer's partition is.
  awaitable<std::vector<std::string>> keys(std::string kind) {
    std::vector<std::string> names;
    const auto reply = co_await client.call(redis::Command("KEYS", "payment:{*}:" + kind + ":*"));
    for (const auto& key : reply.array()) names.push_back(key.text());
    co_return names;
  }
  // As if Redis' clock had passed the end of these.
  awaitable<void> expire(std::string kind) {
    const auto names = co_await keys(std::move(kind));
    EXPECT_FALSE(names.empty());
    for (const auto& key : names) co_await client.call(redis::Command("PEXPIRE", key, 0));
  }
  awaitable<std::int64_t> life(std::string key) {
    co_return (co_await client.call(redis::Command("PTTL", key))).integer();
  }
};

TEST_F(BuyerRules, a_code_goes_out_by_mail_and_begins_a_session) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto session = co_await session_of({"Ada@Example.com"});
    const auto buyer = co_await buyers.find(session);
    EXPECT_EQ(buyer->email, "A…@Example.com");
    EXPECT_EQ(buyer->id, co_await buyers.id_of(ada));
    EXPECT_THAT(buyer->id.text, SizeIs(32));
    EXPECT_NE(buyer->id, co_await buyers.id_of(eva));
  });
}

TEST_F(BuyerRules, another_process_knows_the_same_buyers) {
  redis::run(io, [&]() -> awaitable<void> {
    Buyers other{client, partitions};
    EXPECT_EQ(co_await buyers.id_of(ada), co_await other.id_of(ada));
    const auto code = co_await code_for(ada);
    EXPECT_TRUE((co_await other.verify(ada, code)).session);
  });
}

TEST_F(BuyerRules, a_code_works_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto code = co_await code_for(ada);
    EXPECT_TRUE(co_await is_right(ada, code));
    EXPECT_FALSE(co_await is_right(ada, code));
  });
}

TEST_F(BuyerRules, a_code_is_of_one_address) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto code = co_await code_for(ada);
    EXPECT_FALSE(co_await is_right(eva, code));
    EXPECT_TRUE(co_await is_right(ada, code));
  });
}

TEST_F(BuyerRules, only_the_newest_code_works) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = co_await code_for(ada), second = co_await code_for(ada);
    if (first != second) EXPECT_FALSE(co_await is_right(ada, first));
    EXPECT_TRUE(co_await is_right(ada, second));
  });
}

TEST_F(BuyerRules, a_code_that_has_expired_does_not_work_and_its_mail_is_gone) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await buyers.send_code(ada), std::nullopt);
    const auto ids = co_await due();
    const SignInCode code{(co_await mails.read_code(ids.at(0))).value().code};
    for (const auto* kind : {"sign_in", "code_mail"}) {
      for (const auto& key : co_await keys(kind)) {
        const auto left = co_await life(key);
        EXPECT_GT(left, 590'000);
        EXPECT_LE(left, 600'000);
      }
      co_await expire(kind);
    }
    EXPECT_FALSE(co_await is_right(ada, code));
    EXPECT_FALSE(co_await mails.read_code(ids.at(0)));
    co_await mails.note(ids.at(0), MailState::erased);
    EXPECT_EQ(co_await mails.waiting(), 0);
  });
}

TEST_F(BuyerRules, after_five_wrong_codes_the_right_one_waits_until_ten_minutes_have_passed) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto code = co_await code_for(ada);
    for (int i = 0; i < Buyers::most_tries; ++i) {
      EXPECT_EQ((co_await buyers.verify(ada, wrong(code))).wait, std::nullopt);
    }
    const auto refused = co_await buyers.verify(ada, code);
    EXPECT_FALSE(refused.session);
    EXPECT_GT(refused.wait, Milliseconds(590'000));
    EXPECT_LE(refused.wait, Milliseconds(600'000));
    const auto newer = co_await code_for(ada);  // gives no new tries
    EXPECT_TRUE((co_await buyers.verify(ada, newer)).wait);
    co_await expire("sign_in_tries");
    EXPECT_TRUE(co_await is_right(ada, newer));
  });
}

TEST_F(BuyerRules, an_address_without_a_code_is_refused_as_one_with_a_code_is) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < Buyers::most_tries; ++i) {
      const auto refused = co_await buyers.verify(eva, {"000000"});
      EXPECT_FALSE(refused.session || refused.wait);
    }
    EXPECT_TRUE((co_await buyers.verify(eva, {"000000"})).wait);
  });
}

TEST_F(BuyerRules, the_right_code_forgets_the_wrong_ones_before) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int round = 0; round < 2; ++round) {
      const auto code = co_await code_for(ada);
      for (int i = 0; i + 1 < Buyers::most_tries; ++i) EXPECT_FALSE(co_await is_right(ada, wrong(code)));
      EXPECT_TRUE(co_await is_right(ada, code));
    }
  });
}

TEST_F(BuyerRules, an_address_gets_five_codes_in_ten_minutes_and_another_address_its_own) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < Buyers::most_codes; ++i) EXPECT_EQ(co_await buyers.send_code(ada), std::nullopt);
    EXPECT_THAT(co_await due(), SizeIs(Buyers::most_codes));
    EXPECT_GT(co_await buyers.send_code(ada), Milliseconds(590'000));
    EXPECT_THAT(co_await due(), IsEmpty());
    EXPECT_EQ(co_await buyers.send_code(eva), std::nullopt);
    co_await expire("sign_in_asked");
    EXPECT_EQ(co_await buyers.send_code(ada), std::nullopt);
  });
}

TEST_F(BuyerRules, a_client_asks_for_some_codes_and_then_waits) {
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < Buyers::most_requests; ++i) EXPECT_EQ(co_await buyers.count_request("10.0.0.1"), std::nullopt);
    EXPECT_GT(co_await buyers.count_request("10.0.0.1"), Milliseconds(590'000));
    EXPECT_EQ(co_await buyers.count_request("10.0.0.2"), std::nullopt);
  });
}

TEST_F(BuyerRules,
       nothing_that_is_stored_is_an_address_a_code_or_the_id_of_a_session_except_the_mail_until_it_expires) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(redis::Command("CONFIG", "SET", "rdbcompression", "no"));  // DUMP shows values as they are
    EXPECT_EQ(co_await buyers.send_code(ada), std::nullopt);
    const auto code = co_await next_code();
    const auto session = (co_await buyers.verify(ada, code)).session.value();
    EXPECT_EQ(co_await buyers.send_code(ada), std::nullopt);
    co_await expire("code_mail");
    std::string all;
    const auto names = co_await client.call(redis::Command("KEYS", "payment:*"));
    for (const auto& key : names.array()) {
      all += key.text() + (co_await client.call(redis::Command("DUMP", key.text()))).text() + "\n";
    }
    EXPECT_FALSE(all.contains(ada.value));
    EXPECT_FALSE(all.contains(session.text));
    EXPECT_FALSE(all.contains(session.text.substr(SessionId::partition_digits)));
    EXPECT_FALSE(all.contains(code.digits));
  });
}

TEST_F(BuyerRules, a_session_lasts_thirty_days) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto session = co_await session_of(ada);
    const auto names = co_await keys("session");
    EXPECT_GT(co_await life(names.at(0)), 2'591'000'000);
    EXPECT_LE(co_await life(names.at(0)), 2'592'000'000);
    co_await expire("session");
    EXPECT_FALSE(co_await is_known(session));
  });
}

TEST_F(BuyerRules, signing_out_ends_one_session_or_all_of_a_buyer) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = co_await session_of(ada), second = co_await session_of(ada), third = co_await session_of(ada);
    const auto other = co_await session_of(eva);
    co_await buyers.end_session(first);
    EXPECT_FALSE(co_await is_known(first));
    EXPECT_TRUE(co_await is_known(second));
    co_await buyers.end_sessions(co_await buyers.id_of(ada));
    for (const auto& ended : {second, third}) EXPECT_FALSE(co_await is_known(ended));
    EXPECT_TRUE(co_await is_known(other));
    EXPECT_THAT(co_await keys("sessions"), SizeIs(1));
  });
}

TEST_F(BuyerRules, a_buyer_has_at_most_twenty_sessions_and_the_oldest_ends) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<SessionId> sessions;
    for (int i = 0; i < 21; ++i) {
      sessions.push_back(co_await session_of(ada));
      co_await expire("sign_in_asked");
    }
    EXPECT_THAT(co_await keys("session"), SizeIs(20));
    EXPECT_TRUE(co_await is_known(sessions.back()));
  });
}

TEST_F(BuyerRules, buyers_and_their_sessions_are_in_one_partition_each_and_spread) {
  redis::run(io, [&]() -> awaitable<void> {
    std::set<std::string> used;
    for (int i = 0; i < 60; ++i) {
      const auto session = co_await session_of({"ada" + std::to_string(i) + "@example.com"});
      used.insert(session.text.substr(0, SessionId::partition_digits));
    }
    EXPECT_THAT(used, SizeIs(partitions));
  });
}

TEST_F(BuyerRules, nothing_is_written_while_the_partition_is_moved) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto code = co_await code_for(ada);
    for (Partition p = 0; p < partitions; ++p) {
      co_await client.call(redis::Command("SET", redis::key("payment", p, "state"), "held"));
    }
    bool is_away = false;
    try {
      co_await buyers.verify(ada, code);
    } catch (const Unavailable&) {
      is_away = true;
    }
    EXPECT_TRUE(is_away);
    EXPECT_THAT(co_await keys("session"), IsEmpty());
  });
}

}  // namespace
}  // namespace souk::payment
