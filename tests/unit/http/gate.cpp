#include "http/gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

namespace souk::http {
namespace {

namespace asio = boost::asio;

class Gates : public ::testing::Test {
 protected:
  // Enters, holds its place for a moment and leaves.
  void visit(int who, Milliseconds stay = Milliseconds(1), const char* client = "one") {
    asio::co_spawn(
        io,
        [this, who, stay, client]() -> asio::awaitable<void> {
          const auto turn = co_await gate.enter(client);
          if (!turn) {
            refused.push_back(who);
            co_return;
          }
          entered.push_back(who);
          most = std::max(most, ++inside);
          asio::steady_timer timer(io, stay);
          co_await timer.async_wait(asio::use_awaitable);
          --inside;
        },
        asio::detached);
  }

  asio::io_context io{1};
  Gate gate{{.places = 2, .waiting = 3, .patience = Milliseconds(50)}};
  std::vector<int> entered, refused;
  int inside = 0, most = 0;
};

TEST_F(Gates, let_in_as_many_as_there_are_places_and_the_others_in_their_order) {
  for (int who = 0; who < 5; ++who) visit(who);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(most, 2);
}

TEST_F(Gates, send_away_at_once_who_would_wait_behind_too_many) {
  for (int who = 0; who < 7; ++who) visit(who);
  io.run();
  EXPECT_EQ(refused, (std::vector{5, 6}));
}

TEST_F(Gates, let_clients_take_turns) {
  for (int who = 0; who < 4; ++who) visit(who);
  visit(10, Milliseconds(1), "another");
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 10, 3}));
}

TEST_F(Gates, are_never_full_for_a_client_that_asks_for_less) {
  for (int who = 0; who < 5; ++who) visit(who);
  visit(10, Milliseconds(1), "another");
  visit(20, Milliseconds(1), "a third");
  visit(30, Milliseconds(1), "a fourth");
  visit(5);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 10, 20}));
  EXPECT_EQ(refused, (std::vector{30, 5, 4, 3}));
}

TEST_F(Gates, send_away_who_has_waited_too_long_and_are_open_again_later) {
  visit(0, Milliseconds(200));
  visit(1, Milliseconds(200));
  visit(2);
  io.run();
  EXPECT_EQ(refused, (std::vector{2}));
  io.restart();
  visit(3);
  visit(4);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 3, 4}));
}

TEST_F(Gates, forget_a_visitor_that_is_cut_off_while_it_waits) {
  asio::cancellation_signal cut;
  visit(0, Milliseconds(20));
  visit(1, Milliseconds(20));
  asio::co_spawn(
      io, [this]() -> asio::awaitable<void> { EXPECT_FALSE(co_await gate.enter("one")); },
      asio::bind_cancellation_slot(cut.slot(), [](std::exception_ptr) {}));
  asio::post(io, [&] { cut.emit(asio::cancellation_type::terminal); });
  visit(3);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 3}));
}

}  // namespace
}  // namespace souk::http
