#include "redis/client.hpp"

#include <gmock/gmock.h>

#include "running.hpp"

namespace souk::redis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct RedisClient : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};
};

awaitable<void> echo(Client& client, int number, int& right) {
  const auto text = std::to_string(number);
  const auto reply = co_await client.call(Command("ECHO", text));
  if (reply.text() == text) ++right;
}

TEST_F(RedisClient, ten_thousand_calls_at_once_get_their_own_replies) {
  Client client(io.get_executor(), options_for(server));
  int right = 0, ended = 0;
  for (int i = 0; i < 10'000; ++i) {
    asio::co_spawn(io, echo(client, i, right), [&](std::exception_ptr error) {
      EXPECT_FALSE(error);
      ++ended;
    });
  }
  run(io, [&]() -> awaitable<void> { EXPECT_TRUE(co_await becomes_true([&] { return ended == 10'000; })); });
  EXPECT_EQ(right, 10'000);
}

TEST_F(RedisClient, calls_are_spread_over_several_connections) {
  auto options = options_for(server);
  options.connections = 3;
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    std::set<std::int64_t> ids;
    // Until all three are up, calls go to those that are.
    for (int i = 0; i < 1000 && ids.size() < 3; ++i) {
      const auto id = co_await client.call(Command("CLIENT", "ID"));
      ids.insert(id.integer());
      co_await sleep(milliseconds(1));
    }
    EXPECT_EQ(ids.size(), 3U);
  });
}

awaitable<void> increment(Client& client, int& ended) {
  co_await client.call(Command("INCR", "n"));
  ++ended;
}

TEST_F(RedisClient, the_commands_of_a_pipeline_stay_together_and_in_order) {
  Client client(io.get_executor(), options_for(server));
  int ended = 0;
  const auto count = [&] {
    for (int i = 0; i < 100; ++i) {
      asio::co_spawn(io, increment(client, ended), [](std::exception_ptr error) { EXPECT_FALSE(error); });
    }
  };
  run(io, [&]() -> awaitable<void> {
    count();
    std::vector<Command> commands(50, Command("INCR", "n"));
    asio::post(io, count);
    const auto replies = co_await client.pipeline(commands);
    EXPECT_EQ(replies.size(), 50U);
    const auto first = replies.front().integer();
    EXPECT_GT(first, 1) << "others should have been in front";
    for (std::size_t i = 0; i < replies.size(); ++i) {
      EXPECT_EQ(replies[i].integer(), first + static_cast<std::int64_t>(i));
    }
    EXPECT_TRUE(co_await becomes_true([&] { return ended == 200; }));
  });
}

TEST_F(RedisClient, a_pipeline_leaves_error_replies_among_the_others) {
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    std::vector<Command> commands;
    commands.emplace_back("SET", "k", "v");
    commands.emplace_back("LPUSH", "k", "v");
    commands.emplace_back("GET", "k");
    const auto replies = co_await client.pipeline(commands);
    EXPECT_EQ(replies.at(0).text(), "OK");
    EXPECT_TRUE(replies.at(1).is_error());
    EXPECT_THROW(raise_if_error(replies.at(1)), Unexpected);
    EXPECT_EQ(replies.at(2).text(), "v");
    std::vector<Command> none;
    const auto nothing = co_await client.pipeline(none);
    EXPECT_TRUE(nothing.empty());
  });
}

TEST_F(RedisClient, large_values_pass_in_both_directions) {
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    const std::string large(5'000'000, 'x');
    co_await client.call(Command("SET", "k", large));
    const auto reply = co_await client.call(Command("GET", "k"));
    EXPECT_EQ(reply.text(), large);
  });
}

TEST_F(RedisClient, works_over_a_unix_socket_and_selects_the_database) {
  auto options = options_for(server.unix_url() + "?db=3");
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    const auto info = co_await client.call(Command("CLIENT", "INFO"));
    EXPECT_THAT(info.text(), AllOf(HasSubstr(" name=test "), HasSubstr(" db=3 "), HasSubstr(server.socket().string())));
  });
}

TEST_F(RedisClient, resolves_the_name_of_a_host) {
  Client client(io.get_executor(), options_for("redis://localhost:" + std::to_string(server.port())));
  run(io, [&]() -> awaitable<void> {
    const auto pong = co_await client.call(Command("PING"));
    EXPECT_EQ(pong.text(), "PONG");
  });
}

TEST_F(RedisClient, says_who_it_is) {
  Client admin(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await admin.call(Command("ACL", "SETUSER", "shop", "on", ">s3:cret", "~*", "+@all"));
    co_await admin.call(Command("CONFIG", "SET", "requirepass", "other"));
    const auto port = std::to_string(server.port());
    Client user(io.get_executor(), options_for("redis://shop:s3%3Acret@127.0.0.1:" + port));
    const auto whoami = co_await user.call(Command("ACL", "WHOAMI"));
    EXPECT_EQ(whoami.text(), "shop");
    Client password(io.get_executor(), options_for("redis://:other@127.0.0.1:" + port));
    const auto pong = co_await password.call(Command("PING"));
    EXPECT_EQ(pong.text(), "PONG");
  });
}

TEST(RedisClientRefused, a_wrong_password_is_unavailable_and_says_why) {
  RedisServer server("requirepass right");
  asio::io_context io{1};
  auto options = options_for("redis://:wrong@127.0.0.1:" + std::to_string(server.port()));
  options.deadline = milliseconds(200);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    const auto failure = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(failure, AllOf(HasSubstr("127.0.0.1:" + std::to_string(server.port())), HasSubstr("WRONGPASS")));
    EXPECT_FALSE(client.connected());
  });
}

TEST_F(RedisClient, what_redis_cannot_do_now_is_unavailable_and_a_mistake_is_unexpected) {
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("SET", "k", "v"));
    bool unexpected = false;
    try {
      co_await client.call(Command("LPUSH", "k", "v"));
    } catch (const Unexpected& error) {
      unexpected = std::string_view(error.what()).find("WRONGTYPE") != std::string_view::npos;
    }
    EXPECT_TRUE(unexpected);
    co_await client.call(Command("CONFIG", "SET", "maxmemory", "1"));
    const auto failure = co_await failure_of(client.call(Command("SET", "k", "w")));
    EXPECT_THAT(failure, HasSubstr("OOM"));
    co_await client.call(Command("CONFIG", "SET", "maxmemory", "0"));
    const auto answered = co_await failure_of(client.call(Command("SET", "k", "w")));
    EXPECT_EQ(answered, "answered");
  });
}

TEST_F(RedisClient, a_call_that_blocks_longer_than_others_may_wait_has_a_client_of_its_own) {
  auto patient = options_for(server);
  patient.deadline = milliseconds(2000);
  Client reader(io.get_executor(), patient);
  run(io, [&]() -> awaitable<void> {
    const auto none = co_await reader.call(Command("XREAD", "BLOCK", 50, "STREAMS", "s", "$"));
    EXPECT_TRUE(none.is_nil());
    const auto blocked = start(io, reader.call(Command("XREAD", "BLOCK", 1000, "STREAMS", "s", "0")));
    Client writer(io.get_executor(), options_for(server));
    co_await writer.call(Command("XADD", "s", "1-1", "f", "v"));
    EXPECT_TRUE(co_await becomes_true([&] { return blocked->done(); }));
    const auto& stream = blocked->reply.value().array().at(0).array();
    EXPECT_EQ(stream.at(0).text(), "s");
    EXPECT_EQ(stream.at(1).array().at(0).array().at(1).pairs().at(0).second, "v");
  });
}

TEST_F(RedisClient, each_call_is_observed_by_the_name_of_its_command_or_function) {
  std::vector<std::pair<std::string, bool>> seen;
  auto options = options_for(server);
  options.observe = [&](std::string_view name, SteadyClock::duration taken, bool answered) {
    EXPECT_GT(taken.count(), 0);
    seen.emplace_back(name, answered);
  };
  options.library = FunctionLibrary::of("lib", {"redis.register_function('one', function() return 1 end)"});
  options.deadline = milliseconds(100);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("SET", "k", "v"));
    co_await client.call(Call("one").key("k"));
    co_await client.pipeline({Command("GET", "k"), Command("NONSENSE")});
    const auto failure = co_await failure_of(client.call(Command("BLPOP", "none", 0)));
    EXPECT_THAT(failure, HasSubstr("no answer within 100 ms"));
  });
  EXPECT_THAT(seen, ::testing::ElementsAre(std::pair("SET", true), std::pair("one", true), std::pair("GET", true),
                                           std::pair("NONSENSE", true), std::pair("BLPOP", false)));
}

}  // namespace
}  // namespace souk::redis
