// Where the primary is. The Sentinels here are scripts that say what a test wants; real ones are in tests/faults.
#include <gmock/gmock.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "resp.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using asio::ip::tcp;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Answers each client with what it says, once it has read a question.
struct Sentinel {
  explicit Sentinel(asio::io_context& io) : acceptor(io, {asio::ip::make_address("127.0.0.1"), 0}) {
    asio::co_spawn(io, serve(), [](std::exception_ptr) {});
  }

  void name(unsigned short primary, int epoch) {
    says = "*2\r\n" + bulk("config-epoch") + bulk(std::to_string(epoch)) + "*2\r\n" + bulk("127.0.0.1") +
           bulk(std::to_string(primary));
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()); }

  awaitable<void> serve() {
    for (;;) {
      auto socket = co_await acceptor.async_accept(asio::deferred);
      std::string question;
      co_await asio::async_read_until(socket, asio::dynamic_buffer(question), "NAME\r\n$4\r\nsouk\r\n", asio::deferred);
      ++asked;
      if (says.empty()) continue;  // it closes the connection
      const auto answer = (question.contains("AUTH") ? "-ERR no password is set\r\n" : "") + says;
      co_await asio::async_write(socket, asio::buffer(answer), asio::deferred);
    }
  }

  tcp::acceptor acceptor;
  std::string says;
  int asked = 0;
};

struct Sentinels : ::testing::Test {
  asio::io_context io{1};
  RedisServer first, second;
  Sentinel a{io}, b{io};

  Options options(std::string_view user = "") const {
    return options_for("redis+sentinel://" + std::string(user) + a.address() + "," + b.address() + "/souk");
  }
  awaitable<unsigned short> port_of(Client& client) {
    const auto reply = co_await client.call(Command("CONFIG", "GET", "port"));
    co_return static_cast<unsigned short>(reply.array().at(1).integer());
  }
};

TEST_F(Sentinels, name_the_primary) {
  a.name(first.port(), 1);
  b.name(first.port(), 1);
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> { EXPECT_EQ(co_await port_of(client), first.port()); });
  EXPECT_EQ(a.asked, 1);
  EXPECT_EQ(b.asked, 1);
}

TEST_F(Sentinels, that_need_no_password_are_asked_all_the_same) {
  first.stop();
  RedisServer guarded("user shop on >secret ~* +@all\n");
  a.name(guarded.port(), 1);
  Client client(io.get_executor(), options("shop:secret@"));
  run(io, [&]() -> awaitable<void> { EXPECT_EQ(co_await port_of(client), guarded.port()); });
}

TEST_F(Sentinels, one_that_was_away_and_names_a_former_primary_does_not_count) {
  a.name(first.port(), 7);
  b.name(second.port(), 8);
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> { EXPECT_EQ(co_await port_of(client), second.port()); });
}

TEST_F(Sentinels, of_two_answers_with_one_epoch_the_one_that_most_give_counts) {
  Sentinel c{io};
  a.name(first.port(), 8);
  b.name(second.port(), 8);
  c.name(second.port(), 8);
  const auto of_all = "redis+sentinel://" + a.address() + "," + b.address() + "," + c.address() + "/souk";
  Client client(io.get_executor(), options_for(of_all));
  run(io, [&]() -> awaitable<void> { EXPECT_EQ(co_await port_of(client), second.port()); });
}

TEST_F(Sentinels, one_is_enough) {
  b.name(second.port(), 1);
  const auto of_both = options();
  a.acceptor.close();
  Client client(io.get_executor(), of_both);
  run(io, [&]() -> awaitable<void> { EXPECT_EQ(co_await port_of(client), second.port()); });
}

TEST_F(Sentinels, are_asked_again_while_connected_so_that_a_promotion_is_followed) {
  a.name(first.port(), 1);
  b.name(first.port(), 1);
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await port_of(client), first.port());
    b.name(second.port(), 2);
    const auto end = SteadyClock::now() + patience;
    unsigned short now = first.port();
    while (now != second.port() && SteadyClock::now() < end) {
      co_await sleep(milliseconds(20));
      try {
        now = co_await port_of(client);
      } catch (const Unavailable&) {  // the call was under way when the connection was given up
      }
    }
    EXPECT_EQ(now, second.port());
  });
}

TEST_F(Sentinels, that_do_not_know_the_name_are_quoted) {
  a.says = "-ERR No such master with that name\r\n*-1\r\n";
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await becomes_true([&] { return client.problem().contains("no Sentinel names"); }));
    EXPECT_THAT(co_await failure_of(client.call(Command("PING"))),
                AllOf(HasSubstr("souk (Sentinels 127.0.0.1:"), HasSubstr("no Sentinel names the primary souk")));
  });
}

TEST_F(Sentinels, a_node_that_says_that_it_is_a_replica_is_not_used) {
  RedisServer replica("replicaof 127.0.0.1 " + std::to_string(first.port()) + "\n");
  a.name(replica.port(), 1);
  Client client(io.get_executor(), options());
  run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await becomes_true([&] { return client.problem().contains("this node is no primary"); }));
  });
}

}  // namespace
}  // namespace souk::redis
