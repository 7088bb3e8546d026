#include "redis/detail/multiplexer.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "unit/redis/multiplexing.hpp"

namespace souk::redis::detail {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(Multiplexing, writes_all_that_waits_as_one_and_each_call_once) {
  submit({"A"});
  submit({"B", "C"});
  EXPECT_TRUE(multiplexer.may_write());
  EXPECT_EQ(multiplexer.take_unsent(), encoded({Command("A"), Command("B"), Command("C")}));
  EXPECT_FALSE(multiplexer.may_write());
  EXPECT_EQ(multiplexer.take_unsent(), "");
  submit({"D"});
  EXPECT_EQ(multiplexer.take_unsent(), encoded({Command("D")}));
  multiplexer.receive("+a\r\n+b\r\n+c\r\n+d\r\n");
  EXPECT_THAT(outcomes, ElementsAre("a", "b c", "d"));
}

TEST_F(Multiplexing, replies_go_to_the_calls_in_the_order_of_sending_wherever_the_bytes_are_split) {
  const std::string bytes = "+one\r\n$3\r\ntwo\r\n-ERR three\r\n+four\r\n+five\r\n";
  for (std::size_t split = 0; split <= bytes.size(); ++split) {
    outcomes.clear();
    submit({"1"});
    submit({"2", "3"});
    send();
    submit({"4"});
    submit({"5"});
    send();
    multiplexer.receive(bytes.substr(0, split));
    multiplexer.receive(bytes.substr(split));
    ASSERT_THAT(outcomes, ElementsAre("one", "two ERR three", "four", "five")) << "split at " << split;
    ASSERT_EQ(multiplexer.waiting(), 0U);
  }
}

TEST_F(Multiplexing, a_pipeline_is_complete_with_its_last_reply) {
  submit(std::vector<std::string>(100, "P"));
  send();
  for (int i = 0; i < 99; ++i) multiplexer.receive("+" + std::to_string(i) + "\r\n");
  EXPECT_THAT(outcomes, IsEmpty());
  EXPECT_EQ(calls.front().exchange.answered, 99U);
  multiplexer.receive("+99\r\n");
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(calls.front().replies[0].text(), "0");
  EXPECT_EQ(calls.front().replies[99].text(), "99");
}

TEST_F(Multiplexing, what_waits_is_counted_in_commands) {
  submit({"A", "B", "C"});
  submit({"D"});
  EXPECT_EQ(multiplexer.waiting(), 4U);
  send();
  EXPECT_EQ(multiplexer.waiting(), 4U);
  multiplexer.receive("+a\r\n+b\r\n");
  EXPECT_EQ(multiplexer.waiting(), 4U) << "the pipeline is not complete";
  multiplexer.receive("+c\r\n");
  EXPECT_EQ(multiplexer.waiting(), 1U);
}

TEST_F(Multiplexing, a_reply_that_no_call_waits_for_ends_the_connection) {
  submit({"A"});
  EXPECT_THROW(multiplexer.receive("+early\r\n"), ProtocolError) << "the call was not sent";
  EXPECT_THAT(outcomes, IsEmpty());
  send();
  EXPECT_THROW(multiplexer.receive("+a\r\n+more\r\n"), ProtocolError);
  EXPECT_THAT(outcomes, ElementsAre("a"));
}

TEST_F(Multiplexing, the_replies_before_bytes_that_are_no_reply_count) {
  submit({"A"});
  submit({"B"});
  send();
  EXPECT_THROW(multiplexer.receive("+a\r\nHTTP/1.1 400\r\n"), ProtocolError);
  EXPECT_THAT(outcomes, ElementsAre("a"));
}

TEST_F(Multiplexing, a_reply_beyond_the_limits_ends_the_connection) {
  submit({"A"});
  send();
  const std::string mebibyte(1024 * 1024, 'x');
  multiplexer.receive("$100000000\r\n");
  for (int i = 0; i < 63; ++i) multiplexer.receive(mebibyte);
  EXPECT_THROW(multiplexer.receive(mebibyte + mebibyte), ProtocolError);
  EXPECT_THAT(outcomes, IsEmpty());
}

TEST_F(Multiplexing, a_new_connection_begins_with_a_new_reader) {
  submit({"A"});
  send();
  multiplexer.receive("$9\r\nhalf");
  multiplexer.lost("cut");
  multiplexer.open();
  submit({"B"});
  send();
  multiplexer.receive("+b\r\n");
  EXPECT_EQ(outcomes.back(), "b");
}

TEST_F(Multiplexing, the_deadline_of_a_sent_call_gives_the_connection_up) {
  submit({"A"});
  submit({"B"}, start + milliseconds(50));
  EXPECT_FALSE(multiplexer.overdue(start + milliseconds(1000))) << "nothing was sent";
  send();
  EXPECT_FALSE(multiplexer.overdue(start + milliseconds(99)));
  EXPECT_TRUE(multiplexer.overdue(start + milliseconds(100)));
  multiplexer.receive("+a\r\n");
  EXPECT_FALSE(multiplexer.overdue(start + milliseconds(149)));
  EXPECT_TRUE(multiplexer.overdue(start + milliseconds(150)));
  multiplexer.expire(start + milliseconds(1000));
  EXPECT_THAT(outcomes, ElementsAre("a")) << "a sent call fails with its connection only";
}

TEST_F(Multiplexing, a_lost_connection_fails_what_was_sent_as_unknown_and_keeps_the_rest) {
  submit({"A"});
  submit({"B"});
  send();
  submit({"C"});
  multiplexer.receive("+a\r\n");
  multiplexer.lost("end of file");
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[1], "redis at redis:6379 was lost (end of file): the call may have run");
  multiplexer.open();
  EXPECT_EQ(multiplexer.take_unsent(), encoded({Command("C")}));
  multiplexer.receive("+c\r\n");
  EXPECT_EQ(outcomes.back(), "c");
}

TEST_F(Multiplexing, a_call_that_was_not_sent_fails_at_its_own_deadline_as_not_reached) {
  submit({"A"});
  submit({"B"}, start + milliseconds(50));
  submit({"C"}, start + milliseconds(50));
  multiplexer.expire(start + milliseconds(99));
  EXPECT_THAT(outcomes, IsEmpty());
  multiplexer.expire(start + milliseconds(100));
  EXPECT_THAT(outcomes, ElementsAre("redis at redis:6379 was not reached within 100 ms: not connected yet"));
  multiplexer.lost("refused");
  multiplexer.expire(start + milliseconds(150));
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_THAT(outcomes.back(), AllOf(HasSubstr("was not reached within 100 ms"), HasSubstr("refused")));
  EXPECT_EQ(multiplexer.waiting(), 0U);
}

// Of a cluster: another server had it before.
TEST_F(Multiplexing, a_call_that_is_older_than_one_before_it_has_its_own_deadline_until_it_is_sent) {
  submit({"A"}, start + milliseconds(50));
  submit({"B"}, start);
  EXPECT_EQ(multiplexer.next_deadline(start + milliseconds(60)), start + milliseconds(100));
  multiplexer.expire(start + milliseconds(100));
  EXPECT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(multiplexer.waiting(), 1U);
  send();
  submit({"C"}, start);
  calls.back().exchange.submitted = start + milliseconds(90);
  send();
  multiplexer.receive("+a\r\n");
  EXPECT_FALSE(multiplexer.overdue(start + milliseconds(189))) << "the connection had it for less than the deadline";
  EXPECT_TRUE(multiplexer.overdue(start + milliseconds(190)));
}

TEST_F(Multiplexing, the_next_deadline_is_that_of_the_oldest_call_or_of_one_submitted_now) {
  const auto now = start + milliseconds(70);
  EXPECT_EQ(multiplexer.next_deadline(now), now + deadline);
  submit({"A"}, start + milliseconds(20));
  EXPECT_EQ(multiplexer.next_deadline(now), start + milliseconds(120));
  send();
  submit({"B"}, start + milliseconds(30));
  EXPECT_EQ(multiplexer.next_deadline(now), start + milliseconds(120));
  multiplexer.receive("+a\r\n");
  EXPECT_EQ(multiplexer.next_deadline(now), start + milliseconds(130));
}

TEST_F(Multiplexing, a_pushed_message_between_replies_is_no_reply) {
  const std::string message = "*3\r\n$7\r\nmessage\r\n$7\r\nchannel\r\n$4\r\nkeys\r\n";
  const std::string bytes = message + "+a\r\n" + message + "+b\r\n" + message;
  for (std::size_t split = 0; split <= bytes.size(); ++split) {
    outcomes.clear();
    pushed.clear();
    submit({"A", "B"});
    send();
    multiplexer.receive(bytes.substr(0, split));
    multiplexer.receive(bytes.substr(split));
    ASSERT_THAT(outcomes, ElementsAre("a b")) << "split at " << split;
    ASSERT_THAT(pushed, ElementsAre("keys", "keys", "keys")) << "split at " << split;
  }
}

TEST_F(Multiplexing, without_a_callback_a_message_is_a_reply) {
  Multiplexer plain("redis:6379", deadline, 0, {});
  plain.open();
  const std::vector<Command> commands(1, Command("LRANGE"));
  Reply reply;
  Exchange exchange{.commands = commands, .replies = &reply, .since = start, .submitted = start};
  exchange.resume = [] {};
  plain.submit(exchange);
  plain.take_unsent();
  plain.receive("*1\r\n$7\r\nmessage\r\n");
  EXPECT_EQ(reply.array().at(0).text(), "message");
}

TEST_F(Multiplexing, stopping_fails_every_call_and_resumes_none_before_it_returns) {
  submit({"A"});
  send();
  submit({"B"});
  auto callers = multiplexer.stop();
  EXPECT_THAT(outcomes, IsEmpty());
  EXPECT_EQ(multiplexer.waiting(), 0U);
  for (auto& resume : callers) resume();
  EXPECT_THAT(outcomes, ElementsAre("redis at redis:6379: the client was stopped",
                                    "redis at redis:6379: the client was stopped"));
}

TEST_F(Multiplexing, a_caller_may_stop_it_and_replies_and_messages_behind_are_dropped) {
  std::vector<std::move_only_function<void()>> callers;
  on_resume = [&](const Exchange&) { callers = multiplexer.stop(); };
  submit({"A"});
  submit({"B"});
  send();
  multiplexer.receive("+a\r\n+b\r\n*3\r\n$7\r\nmessage\r\n$7\r\nchannel\r\n$4\r\nkeys\r\n");
  EXPECT_THAT(outcomes, ElementsAre("a"));
  EXPECT_EQ(callers.size(), 1U);
  EXPECT_THAT(pushed, IsEmpty());
}

TEST_F(Multiplexing, a_caller_may_submit_the_next_call) {
  on_resume = [&](const Exchange&) {
    if (calls.size() < 3) submit({"NEXT"});
  };
  submit({"A"});
  for (int i = 0; i < 3; ++i) {
    send();
    multiplexer.receive("+r\r\n");
  }
  EXPECT_EQ(outcomes.size(), 3U);
}

TEST_F(Multiplexing, what_a_caller_throws_is_reported_and_the_next_reply_still_counts) {
  on_resume = [&](const Exchange& exchange) {
    if (&exchange == &calls.front().exchange) throw std::logic_error("a bug");
  };
  submit({"A"});
  submit({"B"});
  send();
  multiplexer.receive("+a\r\n+b\r\n");
  EXPECT_THAT(escaped, ElementsAre("a bug"));
  EXPECT_THAT(outcomes, ElementsAre("a", "b"));
}

TEST_F(Multiplexing, discarded_callers_are_destroyed_and_not_resumed) {
  submit({"A"});
  send();
  submit({"B"});
  const auto kept = std::make_shared<int>(0);
  for (auto& call : calls) call.exchange.resume = [this, kept] { outcomes.emplace_back("resumed"); };
  multiplexer.discard();
  EXPECT_THAT(outcomes, IsEmpty());
  EXPECT_EQ(kept.use_count(), 1);
  EXPECT_EQ(multiplexer.waiting(), 0U);
}

}  // namespace
}  // namespace souk::redis::detail
