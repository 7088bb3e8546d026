#include "events/partition_states.hpp"

#include <gmock/gmock.h>

#include "events/partition_library.hpp"
#include "redis/running.hpp"

namespace souk::events {
namespace {

using boost::asio::awaitable;
using redis::Command;
using redis::run;
using ::testing::HasSubstr;

struct PartitionStates : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library("notes", "");
    return options;
  }

  awaitable<void> set(Partition p, std::string state) {
    co_await client.call(Command("SET", state_key("notes", p), state));
  }
  awaitable<std::string> states() {
    std::string all;
    for (Partition p = 0; p < 3; ++p) {
      const auto state = co_await client.call(Command("GET", state_key("notes", p)));
      all += state.is_nil() ? "- " : state.text() + " ";
    }
    co_return all;
  }
  awaitable<std::string> refusal() {
    try {
      co_await open_partitions(client, "notes", 3);
    } catch (const redis::Unexpected& refused) {
      co_return refused.what();
    }
    co_return "";
  }
};

TEST_F(PartitionStates, are_all_open_in_a_new_shop) {
  run(io, [&]() -> awaitable<void> {
    co_await open_partitions(client, "notes", 3);
    EXPECT_EQ(co_await states(), "open open open ");
  });
}

TEST_F(PartitionStates, are_opened_after_a_set_up_that_was_interrupted) {
  run(io, [&]() -> awaitable<void> {
    co_await set(1, "new");  // before all had one
    co_await open_partitions(client, "notes", 3);
    EXPECT_EQ(co_await states(), "open open open ");
    co_await set(2, "new");  // before all were open
    co_await open_partitions(client, "notes", 3);
    EXPECT_EQ(co_await states(), "open open open ");
  });
}

TEST_F(PartitionStates, leave_a_partition_held_that_is_moved) {
  run(io, [&]() -> awaitable<void> {
    co_await open_partitions(client, "notes", 3);
    co_await set(1, "held");
    co_await open_partitions(client, "notes", 3);
    EXPECT_EQ(co_await states(), "open held open ");
  });
}

TEST_F(PartitionStates, say_which_partitions_were_lost_and_open_none_of_them) {
  run(io, [&]() -> awaitable<void> {
    co_await open_partitions(client, "notes", 3);
    co_await client.call(Command("DEL", state_key("notes", 0)));
    co_await client.call(Command("DEL", state_key("notes", 2)));
    EXPECT_THAT(co_await refusal(), HasSubstr("the data of partitions 0, 2 of notes"));
    EXPECT_EQ(co_await states(), "- open - ");
  });
}

}  // namespace
}  // namespace souk::events
