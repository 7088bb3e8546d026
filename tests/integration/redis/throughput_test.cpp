// Prints rates for a developer who changes the client; a number that depends on the machine is nothing to assert.
#include <cstdio>

#include "running.hpp"

namespace souk::redis {
namespace {

awaitable<void> ask(Client& client, int& left, int& answered) {
  while (left-- > 0) {
    const auto reply = co_await client.call(Command("GET", "k"));
    if (reply.text() == "v") ++answered;
  }
}

TEST(RedisThroughput, of_one_connection_with_256_calls_in_flight) {
  RedisServer server;
  asio::io_context io{1};
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("SET", "k", "v"));
    constexpr int calls = 50'000;
    int left = calls, answered = 0, running = 256;
    const auto began = SteadyClock::now();
    for (int i = 0; i < 256; ++i) {
      asio::co_spawn(io, ask(client, left, answered), [&](std::exception_ptr error) {
        EXPECT_FALSE(error);
        --running;
      });
    }
    EXPECT_TRUE(co_await becomes_true([&] { return running == 0; }));
    const auto taken = std::chrono::duration<double>(SteadyClock::now() - began).count();
    EXPECT_EQ(answered, calls) << "the rate below would be of something else";
    std::printf("%d answered in %.3f s: %.0f calls/s\n", answered, taken, answered / taken);
  });
}

}  // namespace
}  // namespace souk::redis
