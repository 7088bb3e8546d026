// The search for the sessions of an order, at a provider that holds each page back until it is told to give it.
#include "payment/provider/session_search.hpp"

#include <gmock/gmock.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>

#include "payment/provider/stripe_reply.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

StripeSession session_of(const Ulid& order, std::string id) {
  StripeSession session;
  session.id = std::move(id);
  session.client_reference_id = order.text();
  return session;
}

class SessionSearchTest : public ::testing::Test {
 protected:
  // Begins to search; what is found comes into `ended`, "failed: ..." if nothing could be.
  void ask(const Ulid& order, Timestamp asked_at = Timestamp(std::chrono::hours(1000))) {
    boost::asio::co_spawn(io, note(order, asked_at), boost::asio::detached);
    turn();
  }
  awaitable<void> note(Ulid order, Timestamp asked_at) {
    const auto sessions = co_await search.of(order, asked_at);
    auto& ids = ended[order.text()];
    if (!sessions) ids.push_back("failed: " + sessions.error().why);
    if (sessions) {
      for (const auto& session : *sessions) ids.push_back(session.id);
    }
  }

  void turn() {
    io.restart();
    io.poll();
  }
  void give(std::vector<StripeSession> sessions, bool has_more = false) {
    pages.push_back(StripeList<StripeSession>{.object = "list", .data = std::move(sessions), .has_more = has_more});
    gate.cancel();
    turn();
  }
  void refuse(std::string why) {
    pages.push_back(std::unexpected(unknown_answer(std::move(why))));
    gate.cancel();
    turn();
  }

  boost::asio::io_context io;
  boost::asio::steady_timer gate{io, SteadyClock::time_point::max()};
  std::vector<SessionSearch::Page> pages;
  std::vector<std::string> asked;  // targets
  std::map<std::string, std::vector<std::string>> ended;
  SessionSearch search{[this](std::string target) -> awaitable<SessionSearch::Page> {
    asked.push_back(std::move(target));
    co_await gate.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    auto page = std::move(pages.front());
    pages.erase(pages.begin());
    co_return page;
  }};
  Ulid first = Ulid::next(), second = Ulid::next(), third = Ulid::next();
};

TEST_F(SessionSearchTest, all_sessions_of_the_order_are_found_on_all_pages) {
  ask(first);
  give({session_of(first, "cs_9"), session_of(second, "cs_8")}, true);
  EXPECT_THAT(ended, IsEmpty());
  EXPECT_THAT(asked.back(), HasSubstr("starting_after=cs_8"));
  give({session_of(third, "cs_7"), session_of(first, "cs_6")});
  EXPECT_THAT(ended[first.text()], ElementsAre("cs_9", "cs_6"));
}

TEST_F(SessionSearchTest, those_who_ask_meanwhile_share_one_search_that_begins_later) {
  ask(first);
  ask(second);
  ask(third);
  EXPECT_THAT(asked, SizeIs(1));  // what this one reads may be older than the other orders' sessions
  give({session_of(first, "cs_1"), session_of(second, "cs_2")});
  EXPECT_THAT(ended, SizeIs(1));
  EXPECT_THAT(asked, SizeIs(2));
  give({session_of(third, "cs_3"), session_of(second, "cs_2")});
  EXPECT_THAT(asked, SizeIs(2));
  EXPECT_THAT(ended[second.text()], ElementsAre("cs_2"));
  EXPECT_THAT(ended[third.text()], ElementsAre("cs_3"));
}

TEST_F(SessionSearchTest, a_shared_search_is_of_the_time_of_all) {
  ask(first);
  ask(second, Timestamp(std::chrono::hours(2000)));
  ask(third, Timestamp(std::chrono::hours(1900)));
  give({});
  EXPECT_THAT(asked.back(), HasSubstr("created%5Bgte%5D=" + std::to_string(1900 * 3600 - 300)));
  EXPECT_THAT(asked.back(), HasSubstr("created%5Blte%5D=" + std::to_string(2024 * 3600)));
  give({});
  EXPECT_THAT(ended[second.text()], IsEmpty());
}

TEST_F(SessionSearchTest, a_failure_is_that_of_all_who_share_it_and_of_no_other) {
  ask(first);
  ask(second);
  ask(third);
  give({session_of(first, "cs_1")}, true);
  refuse("Away");
  EXPECT_THAT(ended[first.text()], ElementsAre("failed: Away"));
  refuse("Late");
  EXPECT_THAT(ended[second.text()], ElementsAre("failed: Late"));
  EXPECT_THAT(ended[third.text()], ElementsAre("failed: Late"));
  ask(first);
  give({session_of(first, "cs_1")});
  EXPECT_THAT(ended[first.text()], ElementsAre("failed: Away", "cs_1"));
}

}  // namespace
}  // namespace souk::payment
