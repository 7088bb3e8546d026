// The one order of events that a real Redis shows too rarely: the invalidation comes before the reply that it makes
// old.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <list>

#include "redis/detail/reply_reader.hpp"
#include "redis/near_cache.hpp"
#include "resp.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using asio::ip::tcp;

// Speaks as much of Redis as a near cache asks for. While `holding`, reads wait until release().
class ScriptedRedis {
 public:
  explicit ScriptedRedis(asio::io_context& io) : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::co_spawn(io, accept(), [](std::exception_ptr) {});
  }

  std::string url() const { return "redis://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }

  bool holding = false;
  int held = 0, reads = 0;
  std::string value = "old";

  awaitable<void> invalidate(std::string key) {
    co_await send(*subscriber_, "*3\r\n" + bulk("message") + bulk("__redis__:invalidate") + "*1\r\n" + bulk(key));
  }
  awaitable<void> release() {
    holding = false;
    std::string replies;
    for (; held > 0; --held) replies += hash("old");
    co_await send(*reader_, replies);
  }

 private:
  awaitable<void> accept() {
    for (;;) {
      auto& socket = sockets_.emplace_back(co_await acceptor_.async_accept(asio::deferred));
      asio::co_spawn(acceptor_.get_executor(), serve(socket), [](std::exception_ptr) {});
    }
  }

  awaitable<void> serve(tcp::socket& socket) {
    detail::ReplyReader reader;  // a command is an array of texts
    char bytes[4096];
    for (;;) {
      const auto size = co_await socket.async_read_some(asio::buffer(bytes), asio::deferred);
      std::vector<Reply> commands;
      reader.read({bytes, size}, commands);
      std::string answers;
      for (const auto& command : commands) answers += answer(socket, command);
      co_await send(socket, answers);
    }
  }

  std::string answer(tcp::socket& socket, const Reply& command) {
    const auto& name = command.array().at(0).text();
    if (name == "PING") return &socket == subscriber_ ? "*2\r\n" + bulk("pong") + bulk("") : "+PONG\r\n";
    if (name == "SUBSCRIBE") {
      subscriber_ = &socket;
      return "*3\r\n" + bulk("subscribe") + bulk("__redis__:invalidate") + ":1\r\n";
    }
    if (name == "CLUSTER") return "-ERR This instance has cluster support disabled\r\n";
    if (name == "CLIENT") return command.array().at(1).text() == "ID" ? ":7\r\n" : "+OK\r\n";
    reader_ = &socket;
    ++reads;
    if (!holding) return hash(value);
    ++held;
    return "";
  }

  static std::string hash(std::string_view value) { return "*2\r\n" + bulk("v") + bulk(value); }
  static awaitable<void> send(tcp::socket& socket, std::string bytes) {
    co_await asio::async_write(socket, asio::buffer(bytes), asio::deferred);
  }

  tcp::acceptor acceptor_;
  std::list<tcp::socket> sockets_;
  tcp::socket* subscriber_ = nullptr;
  tcp::socket* reader_ = nullptr;
};

using Cache = NearCache<std::string>;

struct OvertakenRead : ::testing::Test {
  asio::io_context io{1};
  ScriptedRedis redis{io};
  Cache cache{io.get_executor(), options_for(redis.url()), 10,
              [](Reply reply) { return std::make_shared<const std::string>(reply.pairs().at(0).second); }};

  static awaitable<Reply> get(Cache& from) {
    const auto value = co_await from.get("k");
    co_return Reply::string(Reply::Kind::text, *value);
  }
  awaitable<void> until_it_keeps() {
    for (Cache::Value value; !cache.peek("k", value); co_await sleep(milliseconds(1))) co_await cache.get("k");
    cache.forget("k");
    redis.holding = true;
    redis.reads = 0;
  }
};

TEST_F(OvertakenRead, is_answered_but_not_kept) {
  run(io, [&]() -> awaitable<void> {
    co_await until_it_keeps();
    const auto read = start(io, get(cache));
    EXPECT_TRUE(co_await becomes_true([&] { return redis.held == 1; }));
    co_await redis.invalidate("k");
    redis.value = "new";
    co_await sleep(milliseconds(50));
    EXPECT_FALSE(read->done());
    co_await redis.release();
    EXPECT_TRUE(co_await becomes_true([&] { return read->done(); }));
    EXPECT_EQ(read->reply.value().text(), "old");
    Cache::Value value;
    EXPECT_FALSE(cache.peek("k", value));
    const auto next = co_await get(cache);
    EXPECT_EQ(next.text(), "new");
  });
}

TEST_F(OvertakenRead, is_kept_when_only_another_key_changed) {
  run(io, [&]() -> awaitable<void> {
    co_await until_it_keeps();
    const auto read = start(io, get(cache));
    EXPECT_TRUE(co_await becomes_true([&] { return redis.held == 1; }));
    co_await redis.invalidate("another");
    co_await sleep(milliseconds(50));
    co_await redis.release();
    EXPECT_TRUE(co_await becomes_true([&] { return read->done(); }));
    Cache::Value value;
    EXPECT_TRUE(cache.peek("k", value));
  });
}

TEST_F(OvertakenRead, is_not_shared_with_a_get_that_came_after_the_change) {
  run(io, [&]() -> awaitable<void> {
    co_await until_it_keeps();
    const auto before = start(io, get(cache)), beside = start(io, get(cache));
    EXPECT_TRUE(co_await becomes_true([&] { return redis.held == 1; }));
    co_await redis.invalidate("k");
    co_await sleep(milliseconds(50));
    const auto after = start(io, get(cache));
    EXPECT_TRUE(co_await becomes_true([&] { return redis.held == 2; }));
    co_await redis.release();
    EXPECT_TRUE(co_await becomes_true([&] { return before->done() && beside->done() && after->done(); }));
    EXPECT_EQ(redis.reads, 2);
    Cache::Value value;
    EXPECT_TRUE(cache.peek("k", value)) << "the later read was not overtaken";
  });
}

}  // namespace
}  // namespace souk::redis
