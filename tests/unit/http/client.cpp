#include "http/client.hpp"

#include <gmock/gmock.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <deque>

#include "run.hpp"

namespace souk::http::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ::testing::HasSubstr;

// What the test server does with one connection: the bytes that answer each request. After the last one it closes the
// connection. An empty text answers nothing and keeps the connection open; `closes` closes it.
using Script = std::vector<std::string>;

constexpr auto closes = "close";

// How many bytes follow this head.
std::size_t length_of(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const auto found = head.find(name);
  return found == head.npos ? 0 : std::stoul(std::string(head.substr(found + name.size(), 10)));
}

class ScriptedServer {
 public:
  explicit ScriptedServer(asio::io_context& io, std::deque<Script> scripts)
      : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), scripts_(std::move(scripts)) {
    asio::co_spawn(io, accept(), [](std::exception_ptr) {});
  }
  std::string url() { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }

  int accepted = 0;
  int asked = 0;
  int at_once = 0;
  int most_at_once = 0;
  std::string last;

 private:
  asio::awaitable<void> accept() {
    for (; !scripts_.empty(); scripts_.pop_front()) {
      auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
      ++accepted;
      asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket), scripts_.front()), [](std::exception_ptr) {});
    }
  }
  asio::awaitable<void> serve(tcp::socket socket, Script script) {
    std::string in;
    for (const auto& answer : script) {
      const auto size =
          co_await asio::async_read_until(socket, asio::dynamic_buffer(in), "\r\n\r\n", asio::use_awaitable);
      const auto whole = size + length_of(in.substr(0, size));
      if (in.size() < whole) {
        co_await asio::async_read(socket, asio::dynamic_buffer(in), asio::transfer_exactly(whole - in.size()),
                                  asio::use_awaitable);
      }
      last = in.substr(0, whole);
      in.erase(0, whole);
      ++asked;
      if (answer == closes) co_return;
      most_at_once = std::max(most_at_once, ++at_once);
      asio::steady_timer pause(acceptor_.get_executor(), Milliseconds(answer.empty() ? 60'000 : 5));
      co_await pause.async_wait(asio::use_awaitable);
      --at_once;
      co_await asio::async_write(socket, asio::buffer(answer), asio::use_awaitable);
    }
  }

  tcp::acceptor acceptor_;
  std::deque<Script> scripts_;
};

std::string ok(std::string body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\nETag: \"1\"\r\n\r\n" + body;
}

class Clients : public ::testing::Test {
 protected:
  ClientResponse get(Client& client, std::string target = "/") { return run(io, client.get(std::move(target))); }
  std::string failure(Client& client) { return failure(client.get("/")); }
  std::string failure(asio::awaitable<ClientResponse> request) {
    try {
      run(io, std::move(request));
    } catch (const Unavailable& error) {
      return error.what();
    }
    return "none";
  }
  asio::io_context io{1};
};

TEST_F(Clients, return_the_answer_of_the_server) {
  ScriptedServer server(io, {{ok("one")}});
  Client client(io.get_executor(), {.url = server.url()});
  const auto response = run(io, client.get("/p?q=1", {{"X-Request-Id", "r1"}}));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "one");
  EXPECT_THAT(response.headers, ::testing::Contains(std::pair<std::string, std::string>("ETag", "\"1\"")));
  EXPECT_EQ(server.last, "GET /p?q=1 HTTP/1.1\r\nHost: " + server.url().substr(7) + "\r\nX-Request-Id: r1\r\n\r\n");
}

TEST_F(Clients, read_answers_of_every_form) {
  ScriptedServer server(
      io, {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\ntwo",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nuntil the end"}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_EQ(get(client).body, "one");
  const auto second = get(client);
  EXPECT_EQ(second.status, 404);
  EXPECT_EQ(second.body, "two");
  EXPECT_EQ(get(client).status, 204);
  EXPECT_EQ(get(client).body, "until the end");
  EXPECT_EQ(server.accepted, 1);
}

TEST_F(Clients, keep_their_connection) {
  ScriptedServer server(io, {{ok("1"), ok("2"), ok("3")}});
  Client client(io.get_executor(), {.url = server.url()});
  for (const char* body : {"1", "2", "3"}) EXPECT_EQ(get(client).body, body);
  EXPECT_EQ(server.accepted, 1);
}

TEST_F(Clients, try_again_when_a_kept_connection_was_closed) {
  ScriptedServer server(io, {{ok("1")}, {ok("2")}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_EQ(get(client).body, "1");
  EXPECT_EQ(get(client).body, "2");
  EXPECT_EQ(server.accepted, 2);
}

TEST_F(Clients, try_again_when_a_kept_connection_is_closed_instead_of_an_answer) {
  ScriptedServer server(io, {{ok("1"), closes}, {ok("2")}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_EQ(get(client).body, "1");
  EXPECT_EQ(get(client).body, "2");
  EXPECT_EQ(server.asked, 3);
}

TEST_F(Clients, post_a_body_on_the_same_connections) {
  ScriptedServer server(io, {{ok("1"), ok("2"), ok("3")}});
  Client client(io.get_executor(), {.url = server.url()});
  const auto host = server.url().substr(7);
  EXPECT_EQ(run(io, client.post("/p", "a=%00&b=2", {{"X-Request-Id", "r1"}})).body, "1");
  EXPECT_EQ(server.last, "POST /p HTTP/1.1\r\nHost: " + host +
                             "\r\nX-Request-Id: r1\r\nContent-Length: 9\r\n"
                             "Content-Type: application/x-www-form-urlencoded\r\n\r\na=%00&b=2");
  EXPECT_EQ(run(io, client.post("/empty", "", {{"Content-Type", "application/json"}})).body, "2");
  EXPECT_EQ(server.last, "POST /empty HTTP/1.1\r\nHost: " + host +
                             "\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(get(client).body, "3");
  EXPECT_EQ(server.accepted, 1);
}

TEST_F(Clients, post_a_large_body_at_once) {
  ScriptedServer server(io, {{ok("1")}});
  Client client(io.get_executor(), {.url = server.url()});
  const std::string body(3 * 1024 * 1024, 'x');
  EXPECT_EQ(run(io, client.post("/", body)).body, "1");
  EXPECT_TRUE(server.last.ends_with("\r\n\r\n" + body));
}

TEST_F(Clients, do_not_post_again_when_a_kept_connection_is_closed_instead_of_an_answer) {
  for (const std::string body : {"", "a=1"}) {
    ScriptedServer server(io, {{ok("1"), closes}, {ok("2")}});
    Client client(io.get_executor(), {.url = server.url()});
    EXPECT_EQ(get(client).body, "1");
    EXPECT_THAT(failure(client.post("/", body)), HasSubstr("closed the connection before it answered"));
    EXPECT_EQ(server.asked, 2);
  }
}

TEST_F(Clients, use_the_proxy_of_the_environment_only_if_asked) {
  ScriptedServer server(io, {{ok("direct")}}), proxy(io, {{ok("by proxy")}});
  ::setenv("http_proxy", proxy.url().c_str(), 1);
  Client direct(io.get_executor(), {.url = server.url()});
  EXPECT_EQ(get(direct).body, "direct");
  Client proxied(io.get_executor(), {.url = "http://shop.example", .use_proxy = true});
  EXPECT_EQ(get(proxied, "/p").body, "by proxy");
  EXPECT_THAT(proxy.last, ::testing::StartsWith("GET http://shop.example/p HTTP/1.1\r\n"));
  ::unsetenv("http_proxy");
}

TEST_F(Clients, do_not_try_again_when_a_new_connection_fails) {
  ScriptedServer server(io, {{"HTTP/1.1 200 OK\r\nContent-Le"}, {ok("2")}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_THAT(failure(client), HasSubstr("failed"));
  EXPECT_EQ(server.asked, 1);
}

TEST_F(Clients, do_not_try_again_when_an_answer_has_begun) {
  ScriptedServer server(io, {{ok("1"), "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"}, {ok("3")}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_EQ(get(client).body, "1");
  EXPECT_THAT(failure(client), HasSubstr("failed"));
  EXPECT_EQ(server.asked, 2);
}

TEST_F(Clients, do_not_wait_longer_than_their_deadline) {
  ScriptedServer server(io, {{""}});
  Client client(io.get_executor(), {.url = server.url(), .deadline = Milliseconds(50)});
  EXPECT_THAT(failure(client), HasSubstr("did not answer in 50 ms"));
}

TEST_F(Clients, do_not_wait_for_a_listener_that_never_accepts) {
  tcp::acceptor silent(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  const auto url = "http://127.0.0.1:" + std::to_string(silent.local_endpoint().port());
  Client client(io.get_executor(), {.url = url, .deadline = Milliseconds(50)});
  EXPECT_THAT(failure(client), HasSubstr("did not answer in 50 ms"));
}

TEST_F(Clients, report_that_the_server_does_not_listen) {
  tcp::acceptor gone(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  const auto url = "http://localhost:" + std::to_string(gone.local_endpoint().port());
  gone.close();
  Client client(io.get_executor(), {.url = url});
  EXPECT_THAT(failure(client), HasSubstr("cannot be connected"));
}

TEST_F(Clients, look_up_a_name) {
  ScriptedServer server(io, {{ok("1")}});
  const auto port = server.url().substr(server.url().rfind(':'));
  Client client(io.get_executor(), {.url = "http://localhost" + port});
  EXPECT_EQ(get(client).body, "1");
}

TEST_F(Clients, refuse_an_answer_that_is_too_large) {
  ScriptedServer server(io, {{ok(std::string(100, 'x'))}, {ok(std::string(101, 'x'))}});
  Client client(io.get_executor(), {.url = server.url(), .max_response = 100});
  EXPECT_EQ(get(client).body.size(), 100);
  EXPECT_THAT(failure(client), HasSubstr("failed"));
}

TEST_F(Clients, refuse_an_answer_that_is_not_http) {
  ScriptedServer server(io, {{"hello\r\n\r\n"}});
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_THAT(failure(client), HasSubstr("failed"));
}

struct Tally {
  int answered = 0;
  int refused = 0;
  int ended() const { return answered + refused; }
};

asio::awaitable<void> count(Client& client, Tally& tally) {
  try {
    co_await client.get("/");
    ++tally.answered;
  } catch (const Unavailable&) {
    ++tally.refused;
  }
}

void run_all(asio::io_context& io, Client& client, Tally& tally, int requests) {
  for (int i = 0; i < requests; ++i) asio::co_spawn(io, count(client, tally), [](std::exception_ptr) {});
  io.restart();
  const auto end = SteadyClock::now() + std::chrono::seconds(60);
  while (tally.ended() < requests && SteadyClock::now() < end && io.run_one_until(end) > 0) {
  }
}

TEST_F(Clients, use_a_limited_number_of_connections_and_queue_the_rest) {
  const Script all(20, ok("1"));
  ScriptedServer server(io, {all, all, all, all});
  Client client(io.get_executor(), {.url = server.url(), .deadline = Milliseconds(10'000), .max_connections = 3});
  Tally tally;
  run_all(io, client, tally, 20);
  EXPECT_EQ(tally.answered, 20);
  EXPECT_EQ(server.accepted, 3);
  EXPECT_EQ(server.most_at_once, 3);
}

TEST_F(Clients, refuse_one_waiting_request_too_many) {
  ScriptedServer server(io, {Script(20, ok("1"))});
  Client client(io.get_executor(),
                {.url = server.url(), .deadline = Milliseconds(10'000), .max_connections = 1, .max_waiting = 2});
  Tally tally;
  run_all(io, client, tally, 5);
  EXPECT_EQ(tally.answered, 3);
  EXPECT_EQ(tally.refused, 2);
}

TEST_F(Clients, include_the_wait_for_a_connection_in_the_deadline) {
  ScriptedServer server(io, {{""}, {""}, {""}});
  Client client(io.get_executor(), {.url = server.url(), .deadline = Milliseconds(50), .max_connections = 1});
  Tally tally;
  const auto started = SteadyClock::now();
  run_all(io, client, tally, 3);
  EXPECT_EQ(tally.refused, 3);
  EXPECT_LT(SteadyClock::now() - started, std::chrono::seconds(10));
}

TEST_F(Clients, wake_waiting_callers_when_they_end) {
  ScriptedServer server(io, {{""}});
  Tally tally;
  {
    Client client(io.get_executor(), {.url = server.url(), .deadline = Milliseconds(300), .max_connections = 1});
    for (int i = 0; i < 3; ++i) asio::co_spawn(io, count(client, tally), [](std::exception_ptr) {});
    io.restart();
    while (server.asked == 0) io.run_one();
  }
  while (tally.ended() < 3 && io.run_one() > 0) {
  }
  EXPECT_EQ(tally.refused, 3);
}

TEST_F(Clients, accept_only_an_http_url) {
  for (const char* url : {"", "127.0.0.1:80", "ftp://x", "http://", "http://:80", "http://x:", "http://x:99999",
                          "http://x:8a", "http://x/path", "http://a b", "http://u@x"}) {
    EXPECT_THROW(Client(io.get_executor(), {.url = url}), std::invalid_argument) << url;
  }
  for (const char* url : {"http://x", "HTTP://x:80/", "http://[::1]:80", "https://x"}) {
    EXPECT_NO_THROW(Client(io.get_executor(), {.url = url})) << url;
  }
}

TEST_F(Clients, refuse_a_target_or_header_that_would_split_the_request) {
  Client client(io.get_executor(), {.url = "http://127.0.0.1:1"});
  EXPECT_THROW(get(client, "/a b"), std::invalid_argument);
  EXPECT_THROW(get(client, "/a\r\nX: y"), std::invalid_argument);
  EXPECT_THROW(run(io, client.get("/", {{"X", "y\r\nZ: w"}})), std::invalid_argument);
}

}  // namespace
}  // namespace souk::http::testing
