// How connections end: slow and idle clients, too many of them, and a server that drains.
#include "http/server.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <vector>

#include "running_server.hpp"

namespace souk::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Server, answers_408_to_a_slow_head) {
  RunningServer server({.header_timeout = Milliseconds(60)});
  for (std::string_view bytes : {"", "GET /hello HTTP/1.1\r\n"}) {
    RawClient client(server.port());
    EXPECT_EQ(client.ask(bytes).status, 408) << bytes;
    EXPECT_TRUE(client.closed());
  }
}

TEST(Server, keeps_the_deadline_while_single_bytes_arrive) {
  RunningServer server({.header_timeout = Milliseconds(150)});
  RawClient client(server.port());
  bool open = client.send("GET /hello HTTP/1.1\r\n");
  for (int i = 0; i < 2000 && open && server.last_status != 408; ++i) {
    open = client.send("X: y\r\n");
    std::this_thread::sleep_for(Milliseconds(10));
  }
  EXPECT_EQ(client.receive().status, 408);
}

TEST(Server, answers_408_to_a_slow_body) {
  RunningServer server({.body_timeout = Milliseconds(60)});
  RawClient client(server.port());
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhell").status, 408);
  EXPECT_TRUE(client.closed());
}

TEST(Server, closes_an_idle_connection_without_an_answer) {
  RunningServer server({.idle_timeout = Milliseconds(60)});
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
  EXPECT_TRUE(client.closed());
}

TEST(Server, disconnects_a_client_that_does_not_read_its_answer) {
  RunningServer server({.write_timeout = Milliseconds(100)});
  RawClient client(server.port());
  client.send(get("/big"));
  EXPECT_TRUE(eventually([&] { return server.observed == 1; }));
  EXPECT_TRUE(eventually([&] { return server.connections() == 0; }));
  EXPECT_LT(client.rest().size(), 16 * 1024 * 1024);
  EXPECT_EQ(errno, ECONNRESET);  // bytes that the client did not read are dropped, too
}

TEST(Server, disconnects_the_slowest_client_when_unread_answers_exceed_their_limit) {
  RunningServer server({.write_timeout = std::chrono::minutes(1), .max_unread = 40 * 1024 * 1024});
  RawClient first(server.port()), second(server.port());
  first.send(get("/big"));  // 16 MB each
  ASSERT_TRUE(eventually([&] { return server.begun == 1; }));
  second.send(get("/big"));
  ASSERT_TRUE(eventually([&] { return server.begun == 2; }));
  RawClient third(server.port());
  EXPECT_EQ(third.ask(get("/big")).body.size(), 16U * 1024 * 1024);
  EXPECT_EQ(second.receive().body.size(), 16U * 1024 * 1024);
  EXPECT_LT(first.receive().body.size(), 16U * 1024 * 1024);
}

TEST(Server, sends_a_large_answer_whole) {
  RunningServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/big")).body.size(), 16 * 1024 * 1024);
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
}

TEST(Server, finishes_a_handler_whose_connection_was_lost) {
  RunningServer server;
  {
    RawClient client(server.port());
    client.send(get("/wait"));
    ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  }
  server.release = true;
  EXPECT_TRUE(eventually([&] { return server.connections() == 0; }));
  EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 200);
}

TEST(Server, rejects_one_connection_too_many) {
  RunningServer server({.max_connections = 2});
  RawClient first(server.port());
  RawClient second(server.port());
  first.send(get("/wait"));
  second.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return server.entered == 2; }));
  {
    RawClient third(server.port());
    const auto answer = third.ask(get("/hello", "Origin: http://shop.example\r\nX-Request-Id: r1\r\n"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_THAT(answer.head, HasSubstr("Access-Control-Allow-Origin: http://shop.example"));
    EXPECT_THAT(answer.head, HasSubstr("X-Request-Id: r1"));
    EXPECT_THAT(answer.head, HasSubstr("Retry-After: 1"));
    EXPECT_TRUE(third.closed());
  }
  server.release = true;
  EXPECT_EQ(first.receive().status, 200);
}

TEST(Server, rejects_one_silent_connection_too_many_after_a_moment) {
  RunningServer server({.header_timeout = Milliseconds(50), .max_connections = 1});
  RawClient first(server.port());
  first.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  RawClient second(server.port());
  EXPECT_EQ(second.receive().status, 503);
  EXPECT_TRUE(second.closed());
  server.release = true;
}

TEST(Server, replaces_the_longest_silent_connection_when_it_is_full) {
  RunningServer server({.max_connections = 3});
  RawClient busy(server.port());
  busy.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  RawClient fresh(server.port());
  ASSERT_TRUE(eventually([&] { return server.connections() == 2; }));
  RawClient used(server.port());
  EXPECT_EQ(used.ask(get("/hello")).status, 200);

  RawClient fourth(server.port());
  EXPECT_EQ(fourth.ask(get("/hello")).status, 200);
  EXPECT_TRUE(fresh.closed());
  EXPECT_EQ(used.ask(get("/hello")).status, 200);
  RawClient fifth(server.port());
  EXPECT_EQ(fifth.ask(get("/hello")).status, 200);
  EXPECT_TRUE(fourth.closed());

  EXPECT_TRUE(eventually([&] { return server.connections() == 3; }));
  server.release = true;
  EXPECT_EQ(busy.receive().status, 200);
}

TEST(Server, does_not_count_a_half_sent_request_as_silence) {
  RunningServer server({.max_connections = 1});
  RawClient slow(server.port());
  EXPECT_EQ(slow.ask(get("/hello") + "GET /hello HTTP/1.1\r\nHost:").status, 200);
  EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 503);
  EXPECT_EQ(slow.ask(" x\r\n\r\n").status, 200);
}

TEST(Server, has_room_again_when_a_connection_has_ended) {
  RunningServer server({.max_connections = 1});
  {
    EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 200);
  }
  ASSERT_TRUE(eventually([&] { return server.connections() == 0; }));
  EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 200);
}

TEST(Server, neither_spins_nor_ends_when_no_descriptor_is_free) {
#if __has_feature(undefined_behavior_sanitizer)
  GTEST_SKIP() << "UBSan opens a pipe to read an object's type, and fails without a descriptor";
#endif
  RunningServer server;
  EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 200);
  ASSERT_TRUE(eventually([&] { return server.connections() == 0; }));
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/hello")).status, 200);

  std::vector<int> taken;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const rlimit small{.rlim_cur = 64, .rlim_max = limit.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &small);
  const int waiting = ::socket(AF_INET, SOCK_STREAM, 0);
  for (int one = ::dup(0); one >= 0; one = ::dup(0)) taken.push_back(one);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server.port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::connect(waiting, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const auto cpu = [] {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 + usage.ru_stime.tv_sec * 1000 +
           usage.ru_stime.tv_usec / 1000;
  };
  const auto before = cpu();
  std::this_thread::sleep_for(Milliseconds(400));
  EXPECT_LT(cpu() - before, 200);
  EXPECT_EQ(client.ask(get("/hello")).status, 200);  // an existing connection is still served
  for (const int one : taken) ::close(one);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  EXPECT_TRUE(eventually([&] { return server.connections() == 2; }));
  ::close(waiting);
}

TEST(Server, drains_idle_connections_at_once) {
  RunningServer server;
  RawClient used(server.port());
  RawClient fresh(server.port());
  EXPECT_EQ(used.ask(get("/hello")).status, 200);
  ASSERT_TRUE(eventually([&] { return server.connections() == 2; }));
  server.drain(std::chrono::minutes(1));
  EXPECT_TRUE(used.closed());
  EXPECT_TRUE(fresh.closed());
  EXPECT_TRUE(eventually([&] { return server.done(); }));
  EXPECT_FALSE(server.failed());
}

TEST(Server, finishes_a_request_under_way_when_it_drains) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/wait") + get("/hello"));
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  server.drain(std::chrono::minutes(1));
  EXPECT_ANY_THROW(eventually([&] {
    RawClient late(server.port());  // until the server no longer listens
    return false;
  }));
  EXPECT_FALSE(server.done());
  server.release = true;
  const auto answer = client.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(Server, finishes_a_request_that_is_half_sent_when_it_drains) {
  RunningServer server;
  RawClient client(server.port());
  const auto request = post("hello");
  client.send(request.substr(0, request.size() - 3));
  ASSERT_TRUE(eventually([&] { return server.connections() == 1; }));
  std::this_thread::sleep_for(Milliseconds(20));
  server.drain(std::chrono::minutes(1));
  EXPECT_EQ(client.ask("llo").body, "hello");
  EXPECT_TRUE(client.closed());
}

TEST(Server, finishes_an_answer_that_is_being_written_when_it_drains) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/big"));
  const auto begun = client.until("\r\n\r\n");
  EXPECT_THAT(begun, Not(HasSubstr("Connection: close")));
  server.drain(std::chrono::minutes(1));
  const auto body = begun.size() - begun.find("\r\n\r\n") - 4 + client.rest().size();
  EXPECT_EQ(body, 16 * 1024 * 1024);
  EXPECT_TRUE(eventually([&] { return server.done(); }));
  EXPECT_FALSE(server.failed());
}

TEST(Server, answers_a_request_that_it_has_just_read_when_it_drains) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/last"));
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  client.send(get("/hello"));
  server.release = true;
  EXPECT_EQ(client.receive().status, 200);
  const auto second = client.receive();
  EXPECT_EQ(second.status, 200);
  EXPECT_THAT(second.head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(Server, cuts_what_is_left_when_its_patience_ends) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  server.drain(Milliseconds(50));
  EXPECT_EQ(client.receive().status, 0);
  EXPECT_TRUE(eventually([&] { return server.done(); }));
  EXPECT_FALSE(server.failed());
}

}  // namespace
}  // namespace souk::http::testing
