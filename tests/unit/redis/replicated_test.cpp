// The protocol of a connection whose replies wait for replicas.
#include <gmock/gmock.h>

#include "base/unavailable.hpp"
#include "unit/redis/multiplexing.hpp"

namespace souk::redis::detail {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string role(int replicas) {
  std::string bytes = "*3\r\n$6\r\nmaster\r\n:7\r\n*" + std::to_string(replicas) + "\r\n";
  for (int i = 0; i < replicas; ++i) bytes += "*3\r\n$1\r\nh\r\n$4\r\n6379\r\n$1\r\n7\r\n";
  return bytes;
}

// Two replicas are waited for.
struct Replicated : Multiplexing {
  Replicated() : Multiplexing(2) {}
  const std::string replicated = ":2\r\n" + role(2);
};

TEST_F(Replicated, what_is_written_together_ends_with_one_wait) {
  submit({"A"});
  submit({"B", "C"});
  EXPECT_EQ(multiplexer.take_unsent(),
            encoded({Command("A"), Command("B"), Command("C"), Command("WAIT", 2, 500), Command("ROLE")}));
  EXPECT_EQ(multiplexer.take_unsent(), "");
}

TEST_F(Replicated, replies_are_held_until_all_replicas_have_what_they_show) {
  submit({"A"});
  submit({"B"});
  send();
  submit({"C"});
  send();
  multiplexer.receive("+a\r\n+b\r\n");
  EXPECT_THAT(outcomes, IsEmpty());
  EXPECT_EQ(multiplexer.waiting(), 3U);
  multiplexer.receive(replicated + "+c\r\n");
  EXPECT_THAT(outcomes, ElementsAre("a", "b"));
  multiplexer.receive(replicated);
  EXPECT_THAT(outcomes, ElementsAre("a", "b", "c"));
  EXPECT_EQ(multiplexer.waiting(), 0U);
}

TEST_F(Replicated, what_comes_meanwhile_waits_for_the_replicas_and_is_written_as_one) {
  submit({"A"});
  EXPECT_TRUE(multiplexer.may_write());
  send();
  submit({"B"});
  submit({"C"});
  EXPECT_FALSE(multiplexer.may_write());
  multiplexer.receive("+a\r\n");
  EXPECT_FALSE(multiplexer.may_write()) << "A has its reply, but not yet its replicas";
  multiplexer.receive(replicated);
  EXPECT_TRUE(multiplexer.may_write());
  EXPECT_EQ(multiplexer.take_unsent(), encoded({Command("B"), Command("C"), Command("WAIT", 2, 500), Command("ROLE")}));
}

TEST_F(Replicated, too_few_replicas_end_the_connection_and_held_calls_may_have_run) {
  submit({"A"});
  send();
  submit({"B"});
  multiplexer.receive("+a\r\n");
  EXPECT_THROW(multiplexer.receive(":1\r\n"), souk::Unavailable);
  multiplexer.lost("1 of 2 replicas");
  EXPECT_THAT(outcomes, ElementsAre("redis at redis:6379 was lost (1 of 2 replicas): the call may have run"));
  EXPECT_EQ(calls.front().exchange.answered, 0U);
  EXPECT_TRUE(multiplexer.may_write()) << "it was not sent";
}

TEST_F(Replicated, one_that_has_come_meanwhile_may_have_stood_in_for_another) {
  submit({"A"});
  send();
  multiplexer.receive("+a\r\n:2\r\n");
  EXPECT_THAT(outcomes, IsEmpty());
  EXPECT_THROW(multiplexer.receive(role(3)), souk::Unavailable);
  EXPECT_THAT(outcomes, IsEmpty());
}

TEST_F(Replicated, a_wait_that_is_refused_ends_the_connection) {
  submit({"A"});
  send();
  EXPECT_THROW(multiplexer.receive("+a\r\n-ERR WAIT cannot be used with replica instances.\r\n"), souk::Unavailable);
}

TEST_F(Replicated, a_held_call_has_its_deadline) {
  submit({"A"});
  send();
  multiplexer.receive("+a\r\n");
  EXPECT_FALSE(multiplexer.overdue(start + deadline - milliseconds(1)));
  EXPECT_TRUE(multiplexer.overdue(start + deadline));
  EXPECT_EQ(multiplexer.next_deadline(start + milliseconds(7)), start + deadline);
}

TEST_F(Replicated, stopping_fails_held_calls_and_a_caller_may_stop) {
  submit({"A"});
  submit({"B"});
  send();
  submit({"C"});
  multiplexer.receive("+a\r\n");
  for (auto& resume : multiplexer.stop()) resume();
  EXPECT_THAT(outcomes, ElementsAre(HasSubstr("stopped"), HasSubstr("stopped"), HasSubstr("stopped")));
}

TEST_F(Replicated, a_caller_that_is_resumed_may_stop_the_others) {
  submit({"A"});
  submit({"B"});
  send();
  on_resume = [this](const Exchange&) {
    on_resume = [](const Exchange&) {};
    for (auto& resume : multiplexer.stop()) resume();
  };
  multiplexer.receive("+a\r\n+b\r\n" + replicated);
  EXPECT_THAT(outcomes, ElementsAre("a", HasSubstr("stopped")));
}

}  // namespace
}  // namespace souk::redis::detail
