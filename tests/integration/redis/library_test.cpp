#include "redis/function_library.hpp"

#include "running.hpp"

namespace souk::redis {
namespace {

struct RedisLibrary : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};

  Options with(int answer) const {
    auto options = options_for(server);
    options.library =
        FunctionLibrary::of("shop", {"local answer = " + std::to_string(answer),
                                     "redis.register_function('answer', function() return SERVICE .. answer end)"});
    return options;
  }
};

awaitable<std::string> answer(Client& client) {
  auto reply = co_await client.call(Call("answer"));
  co_return reply.text();
}

awaitable<std::int64_t> loads(Client& client) {
  const auto info = co_await client.call(Command("INFO", "commandstats"));
  const std::string_view text = info.text(), name = "cmdstat_function|load:calls=";
  const auto at = text.find(name);
  co_return at == text.npos ? 0 : std::stoll(std::string(text.substr(at + name.size())));
}

TEST_F(RedisLibrary, is_loaded_before_the_first_call_and_only_once) {
  Client first(io.get_executor(), with(1));
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await answer(first), "shop1");
    Client second(io.get_executor(), with(1));
    EXPECT_EQ(co_await answer(second), "shop1");
    EXPECT_EQ(co_await loads(second), 1);
  });
}

TEST_F(RedisLibrary, is_replaced_when_it_differs) {
  Client older(io.get_executor(), with(1));
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await answer(older), "shop1");
    Client newer(io.get_executor(), with(2));
    EXPECT_EQ(co_await answer(newer), "shop2");
    EXPECT_EQ(co_await answer(older), "shop2");
    EXPECT_EQ(co_await loads(newer), 2);
  });
}

TEST_F(RedisLibrary, survives_a_restart_of_redis) {
  Client client(io.get_executor(), with(1));
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await answer(client), "shop1");
    server.restart();
    EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
    EXPECT_EQ(co_await answer(client), "shop1");
    EXPECT_EQ(co_await loads(client), 0);
  });
}

TEST_F(RedisLibrary, is_loaded_again_into_a_redis_that_lost_it) {
  Client client(io.get_executor(), with(1));
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await answer(client), "shop1");
    server.kill();
    std::filesystem::remove_all(server.folder() / "appendonlydir");
    server.start();
    EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
    EXPECT_EQ(co_await answer(client), "shop1");
    EXPECT_EQ(co_await loads(client), 1);
  });
}

TEST_F(RedisLibrary, that_redis_does_not_take_leaves_the_client_unavailable) {
  auto options = options_for(server);
  options.library = FunctionLibrary::of("shop", {"this is not Lua"});
  options.deadline = milliseconds(200);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    const auto failure = co_await failure_of(client.call(Command("PING")));
    EXPECT_NE(failure.find("Error compiling function"), std::string::npos) << failure;
    EXPECT_FALSE(client.connected());
  });
}

}  // namespace
}  // namespace souk::redis
