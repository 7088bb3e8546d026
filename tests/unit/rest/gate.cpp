#include "rest/gate.hpp"

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

namespace souk::rest {
namespace {

namespace asio = boost::asio;

class Gates : public ::testing::Test {
 protected:
  // Enters, holds its place for a moment, and leaves.
  void visit(int number, Milliseconds stay = Milliseconds(1), const char* client = "one") {
    asio::co_spawn(
        io,
        [this, number, stay, client]() -> asio::awaitable<void> {
          const auto turn = co_await gate.enter(client);
          if (!turn) {
            refused.push_back(number);
            co_return;
          }
          entered.push_back(number);
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

TEST_F(Gates, admit_up_to_their_limit_and_the_others_in_order) {
  for (int number = 0; number < 5; ++number) visit(number);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(most, 2);
}

TEST_F(Gates, reject_a_request_at_once_when_too_many_wait) {
  for (int number = 0; number < 7; ++number) visit(number);
  io.run();
  EXPECT_EQ(refused, (std::vector{5, 6}));
}

TEST_F(Gates, serve_clients_in_turns) {
  for (int number = 0; number < 4; ++number) visit(number);
  visit(10, Milliseconds(1), "another");
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 10, 3}));
}

TEST_F(Gates, have_room_for_a_client_with_fewer_requests) {
  for (int number = 0; number < 5; ++number) visit(number);
  visit(10, Milliseconds(1), "another");
  visit(20, Milliseconds(1), "a third");
  visit(30, Milliseconds(1), "a fourth");
  visit(5);
  io.run();
  EXPECT_EQ(entered, (std::vector{0, 1, 2, 10, 20}));
  EXPECT_EQ(refused, (std::vector{30, 5, 4, 3}));
}

TEST_F(Gates, reject_a_request_that_waited_too_long_and_recover) {
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

TEST_F(Gates, forget_a_waiting_request_that_is_cancelled) {
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
}  // namespace souk::rest
