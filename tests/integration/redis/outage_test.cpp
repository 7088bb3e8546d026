// What a client does when Redis is slow, away, restarted, or cuts it off.
#include <gmock/gmock.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "base/log.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using asio::ip::tcp;
using ::testing::AllOf;
using ::testing::HasSubstr;

struct RedisOutage : ::testing::Test {
  RedisServer server;
  asio::io_context io{1};
  std::string address = "127.0.0.1:" + std::to_string(server.port());
};

awaitable<void> ping(Client& client) {
  const auto pong = co_await client.call(Command("PING"));
  EXPECT_EQ(pong.text(), "PONG");
}

TEST_F(RedisOutage, a_call_to_a_redis_that_hangs_ends_at_its_deadline_and_the_next_connection_works) {
  auto options = options_for(server);
  options.deadline = milliseconds(200);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    co_await ping(client);
    server.pause();
    const auto began = SteadyClock::now();
    const auto failure = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(failure, AllOf(HasSubstr(address), HasSubstr("no answer within 200 ms"), HasSubstr("may have run")));
    EXPECT_GE(SteadyClock::now() - began, milliseconds(200));
    EXPECT_LT(SteadyClock::now() - began, milliseconds(1000));
    EXPECT_FALSE(client.connected());
    // Connected to the kernel, but no handshake: not sent.
    const auto unsent = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(unsent, AllOf(HasSubstr(address), HasSubstr("was not reached")));
    server.resume();
    EXPECT_TRUE(co_await becomes_true([&] { return client.connected(); }));
    co_await ping(client);
  });
}

TEST_F(RedisOutage, calls_sent_to_a_redis_that_dies_fail_and_later_ones_succeed) {
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("SET", "k", "v"));
    const auto blocked = start(io, client.call(Command("BLPOP", "none", 0)));
    const auto behind = start(io, client.call(Command("GET", "k")));
    co_await sleep(milliseconds(20));
    server.kill();
    EXPECT_TRUE(co_await becomes_true([&] { return blocked->done() && behind->done(); }));
    EXPECT_THAT(blocked->failure(), AllOf(HasSubstr(address), HasSubstr("may have run")));
    EXPECT_THAT(behind->failure(), HasSubstr("may have run"));
    const auto meanwhile = start(io, client.call(Command("GET", "k")));
    co_await sleep(milliseconds(50));
    EXPECT_FALSE(meanwhile->done()) << "what is not sent waits for the next connection";
    server.start();
    EXPECT_TRUE(co_await becomes_true([&] { return meanwhile->done(); }));
    EXPECT_EQ(meanwhile->reply.value().text(), "v");
  });
}

TEST_F(RedisOutage, a_call_that_cannot_be_sent_fails_at_its_own_deadline_and_names_the_address) {
  server.kill();
  auto options = options_for(server);
  options.deadline = milliseconds(100);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    const auto failure = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(failure, AllOf(HasSubstr(address), HasSubstr("was not reached within 100 ms"), HasSubstr("refused")));
    server.start();
    EXPECT_TRUE(co_await becomes_true([&] { return client.connected(); }));
    co_await ping(client);
  });
}

TEST_F(RedisOutage, a_connection_that_redis_kills_is_made_again) {
  Client client(io.get_executor(), options_for(server));
  auto other = options_for(server);
  other.name = "admin";
  Client admin(io.get_executor(), other);
  run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 5; ++i) {
      const auto id = co_await client.call(Command("CLIENT", "ID"));
      co_await admin.call(Command("CLIENT", "KILL", "ID", id.integer()));
      EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
      co_await ping(client);
    }
  });
}

TEST_F(RedisOutage, while_one_connection_is_away_the_others_serve) {
  auto options = options_for(server);
  options.connections = 2;
  options.least_backoff = options.most_backoff = milliseconds(5000);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    std::set<std::int64_t> ids;
    while (ids.size() < 2) {
      const auto id = co_await client.call(Command("CLIENT", "ID"));
      ids.insert(id.integer());
    }
    co_await client.call(Command("CLIENT", "KILL", "ID", *ids.begin(), "SKIPME", "no"));
    co_await sleep(milliseconds(50));
    EXPECT_TRUE(client.connected());
    for (int i = 0; i < 10; ++i) {
      const auto id = co_await client.call(Command("CLIENT", "ID"));
      EXPECT_EQ(id.integer(), *ids.rbegin());
    }
  });
}

TEST_F(RedisOutage, one_call_more_than_may_wait_is_refused_at_once) {
  auto options = options_for(server);
  options.max_waiting = 10;
  options.connections = 2;
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    co_await ping(client);
    server.pause();
    std::vector<std::shared_ptr<Started>> waiting;
    for (int i = 0; i < 10; ++i) waiting.push_back(start(io, client.call(Command("PING"))));
    co_await sleep(milliseconds(5));
    const auto failure = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(failure, AllOf(HasSubstr(address), HasSubstr("too many")));
    for (const auto& call : waiting) EXPECT_FALSE(call->done());
    server.resume();
    EXPECT_TRUE(co_await becomes_true(
        [&] { return std::ranges::all_of(waiting, &Started::done, [](auto& c) -> auto& { return *c; }); }));
    for (const auto& call : waiting) EXPECT_EQ(call->failure(), "answered");
    co_await ping(client);
  });
}

TEST(RedisLoading, a_client_waits_until_redis_has_loaded_its_data) {
  RedisServer server("key-load-delay 300");
  asio::io_context io{1};
  auto options = options_for(server);
  options.deadline = seconds(20);
  Client client(io.get_executor(), options);
  run(io, [&]() -> awaitable<void> {
    std::vector<Command> commands;
    for (int i = 0; i < 3000; ++i) commands.emplace_back("SET", i, "v");
    co_await client.pipeline(commands);
    server.kill();
    EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
    server.begin_start();
    const auto reply = co_await client.call(Command("GET", 2999));
    EXPECT_EQ(reply.text(), "v");
  });
}

TEST_F(RedisOutage, is_logged_once_a_change) {
  std::vector<std::string> lines;
  log::set_sink(
      [&](log::Level, std::string_view event, std::span<const log::Field> fields) {
        lines.push_back(std::string(event) + " " + fields.front().value);
      },
      log::Level::info);
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await ping(client);
    server.kill();
    co_await sleep(milliseconds(300));
    server.start();
    co_await ping(client);
  });
  log::set_sink(nullptr, log::Level::info);
  EXPECT_THAT(lines, ::testing::ElementsAre("redis connected " + address, "redis connection lost " + address,
                                            "redis connected " + address));
}

TEST_F(RedisOutage, stopping_fails_the_calls_under_way_and_all_later_ones) {
  Client client(io.get_executor(), options_for(server));
  run(io, [&]() -> awaitable<void> {
    co_await ping(client);
    const auto sent = start(io, client.call(Command("BLPOP", "none", 0)));
    co_await sleep(milliseconds(20));
    const auto unsent = start(io, client.call(Command("PING")));
    client.stop();
    EXPECT_TRUE(co_await becomes_true([&] { return sent->done() && unsent->done(); }));
    EXPECT_THAT(sent->failure(), HasSubstr("stopped"));
    EXPECT_THAT(unsent->failure(), HasSubstr("stopped"));
    const auto later = co_await failure_of(client.call(Command("PING")));
    EXPECT_THAT(later, HasSubstr("stopped"));
    client.stop();
  });
  io.run();  // nothing of the client is left to wait for
}

TEST_F(RedisOutage, a_client_may_be_destroyed_by_a_call_that_it_resumes) {
  auto client = std::make_unique<Client>(io.get_executor(), options_for(server));
  std::vector<std::shared_ptr<Started>> behind;
  run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 3; ++i) behind.push_back(start(io, client->call(Command("PING"))));
    co_await ping(*client);
    for (int i = 0; i < 3; ++i) behind.push_back(start(io, client->call(Command("BLPOP", "none", 0))));
    co_await sleep(milliseconds(10));
    client.reset();
  });
  io.run();
  for (const auto& call : behind) EXPECT_TRUE(call->done());
  EXPECT_THAT(behind.back()->failure(), HasSubstr("stopped"));
}

awaitable<Reply> ping_then_destroy(std::unique_ptr<Client>& client) {
  auto reply = co_await client->call(Command("PING"));
  client.reset();
  co_return reply;
}

TEST_F(RedisOutage, replies_behind_the_one_that_destroyed_the_client_are_dropped) {
  auto client = std::make_unique<Client>(io.get_executor(), options_for(server));
  const auto first = start(io, ping_then_destroy(client));
  std::vector<std::shared_ptr<Started>> behind;
  for (int i = 0; i < 100; ++i) behind.push_back(start(io, client->call(Command("PING"))));
  io.run();
  EXPECT_EQ(first->failure(), "answered");
  for (const auto& call : behind) EXPECT_THAT(call->failure(), HasSubstr("stopped"));
}

TEST_F(RedisOutage, a_client_may_be_destroyed_before_it_is_connected) {
  server.pause();
  std::shared_ptr<Started> call;
  {
    Client client(io.get_executor(), options_for(server));
    call = start(io, client.call(Command("PING")));
    io.poll();
  }
  io.run();
  EXPECT_THAT(call->failure(), HasSubstr("stopped"));
}

awaitable<Reply> wait_for_ever(std::shared_ptr<Client> client, Command command) {
  co_return co_await client->call(command);
}

TEST_F(RedisOutage, the_loop_may_be_destroyed_with_calls_under_way_and_the_coroutines_that_own_the_client) {
  auto loop = std::make_unique<asio::io_context>(1);
  const auto own = [&](bool connected) {
    auto client = std::make_shared<Client>(loop->get_executor(), options_for(server));
    start(*loop, wait_for_ever(client, Command("BLPOP", "none", 0)));
    start(*loop, wait_for_ever(client, Command("BLPOP", "none", 0)));
    if (!connected) return;
    run(*loop, [&]() -> awaitable<void> {
      EXPECT_TRUE(co_await becomes_true([&] { return client->connected(); }));
      co_await sleep(milliseconds(20));
    });
    start(*loop, wait_for_ever(client, Command("PING")));
  };
  own(true);
  own(false);
  loop.reset();
}

TEST_F(RedisOutage, what_a_resumed_caller_throws_reaches_whoever_runs_the_loop) {
  Client client(io.get_executor(), options_for(server));
  asio::co_spawn(io, client.call(Command("PING")), [](std::exception_ptr, Reply) { throw std::logic_error("a bug"); });
  EXPECT_THROW(run(io, [&]() -> awaitable<void> { co_await sleep(seconds(10)); }), std::logic_error);
  io.restart();
  run(io, [&]() -> awaitable<void> { co_await ping(client); });
}

// Accepts one connection after the other and answers the handshake's PING, CLIENT SETNAME, then each read with
// `answer`.
awaitable<void> impostor(tcp::acceptor& acceptor, std::string handshake, std::string answer, int& accepted) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::deferred);
    ++accepted;
    std::string given = handshake;
    char bytes[1024];
    for (;;) {
      auto [error, size] = co_await socket.async_read_some(asio::buffer(bytes), asio::as_tuple(asio::deferred));
      if (error) break;
      co_await asio::async_write(socket, asio::buffer(given), asio::as_tuple(asio::deferred));
      given = answer;
    }
  }
}

struct RedisImpostor : ::testing::Test {
  asio::io_context io{1};
  tcp::acceptor acceptor{io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  int accepted = 0;

  std::string failure_with(std::string handshake, std::string answer) {
    asio::co_spawn(io, impostor(acceptor, handshake, answer, accepted), [](std::exception_ptr) {});
    auto options = options_for("redis://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    options.deadline = milliseconds(200);
    Client client(io.get_executor(), options);
    std::string failure;
    run(io, [&]() -> awaitable<void> {
      failure = co_await failure_of(client.call(Command("GET", "k")));
      co_await becomes_true([&] { return accepted > 1; });
    });
    return failure;
  }
};

TEST_F(RedisImpostor, bytes_that_are_no_reply_close_the_connection) {
  EXPECT_THAT(failure_with("+PONG\r\n+OK\r\n", "HTTP/1.1 400\r\n"),
              AllOf(HasSubstr("Protocol error"), HasSubstr("may have run")));
  EXPECT_GT(accepted, 1);
}

TEST_F(RedisImpostor, a_reply_that_nobody_waits_for_closes_the_connection) {
  EXPECT_EQ(failure_with("+PONG\r\n+OK\r\n", "+one\r\n+two\r\n"), "answered");
  EXPECT_GT(accepted, 1);
}

TEST_F(RedisImpostor, one_that_never_shakes_hands_is_left_and_tried_again) {
  EXPECT_THAT(failure_with("", ""), HasSubstr("was not reached within 200 ms"));
  EXPECT_GT(accepted, 1);
}

}  // namespace
}  // namespace souk::redis
