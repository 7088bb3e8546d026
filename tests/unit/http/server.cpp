#include "http/server.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <vector>

#include "running_server.hpp"

namespace souk::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Server, answers_several_requests_on_one_connection) {
  RunningServer server;
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask(get("/hello"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"("hello")");
    EXPECT_THAT(answer.head, HasSubstr("\r\nX-Request-Id: "));
    EXPECT_THAT(answer.head, HasSubstr("\r\nContent-Length: 7\r\n"));
    EXPECT_THAT(answer.head, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(answer.head, Not(HasSubstr("Connection: close")));
  }
}

TEST(Server, answers_pipelined_requests_in_order) {
  RunningServer server;
  RawClient client(server.port());
  std::string bytes;
  for (int i = 0; i < 100; ++i) {
    bytes += i % 3 == 0 ? post("n" + std::to_string(i)) : get("/paths/n" + std::to_string(i));
  }
  client.send(bytes);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(client.receive().body, "n" + std::to_string(i) + (i % 3 == 0 ? "" : "?"));
  }
}

TEST(Server, reads_a_request_split_at_every_byte) {
  RunningServer server;
  RawClient client(server.port());
  for (const auto& request :
       {post("hello"), std::string("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n")}) {
    for (std::size_t at = 1; at < request.size(); ++at) {
      client.send(request.substr(0, at));
      if (at % 8 == 0)
        std::this_thread::sleep_for(Milliseconds(1));  // lets a part also arrive together with the next one
      EXPECT_EQ(client.ask(request.substr(at)).body, "hello") << at;
    }
  }
}

TEST(Server, reads_a_request_that_comes_byte_by_byte) {
  RunningServer server;
  RawClient client(server.port());
  for (const char c : post("hello")) {
    client.send({&c, 1});
    std::this_thread::sleep_for(Milliseconds(1));
  }
  EXPECT_EQ(client.receive().body, "hello");
}

TEST(Server, answers_head_with_the_length_of_get_and_no_body) {
  RunningServer server;
  RawClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n" + get("/paths/next"));
  EXPECT_THAT(client.receive(true).head, HasSubstr("Content-Length: 7"));
  EXPECT_EQ(client.receive().body, "next?");
}

TEST(Server, takes_a_target_in_absolute_form) {
  RunningServer server;
  EXPECT_EQ(RawClient(server.port()).ask("GET http://example/paths/p?q=1 HTTP/1.1\r\nHost: example\r\n\r\n").body,
            "p?q=1");
}

TEST(Server, skips_blank_lines_before_a_request) {
  RunningServer server;
  EXPECT_EQ(RawClient(server.port()).ask("\r\n\r\n" + get("/hello")).status, 200);
}

TEST(Server, closes_after_http_1_0_and_after_connection_close) {
  RunningServer server;
  for (const auto& request : {std::string("GET /hello HTTP/1.0\r\n\r\n"), get("/hello", "Connection: close\r\n")}) {
    RawClient client(server.port());
    const auto answer = client.ask(request);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.head, HasSubstr("\r\nConnection: close\r\n"));
    EXPECT_TRUE(client.closed());
  }
}

TEST(Server, answers_a_client_that_has_ended_sending) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/hello") + get("/hello"));
  client.end_sending();
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.closed());
}

TEST(Server, keeps_a_valid_request_id_of_its_client) {
  RunningServer server;
  RawClient client(server.port());
  const std::string longest(64, 'a');
  EXPECT_THAT(client.ask(get("/hello", "x-request-id: " + longest + "\r\n")).head,
              HasSubstr("X-Request-Id: " + longest + "\r\n"));
  EXPECT_THAT(client.ask(get("/hello", "X-Request-Id: " + longest + "a\r\n")).head, Not(HasSubstr(longest)));
  EXPECT_THAT(client.ask(get("/hello", "X-Request-Id: a b\r\n")).head, Not(HasSubstr("a b")));
}

TEST(Server, sends_continue_to_a_client_that_waits_for_it) {
  RunningServer server;
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  EXPECT_EQ(client.ask("hi").body, "hi");
}

TEST(Server, refuses_a_body_that_is_too_large_before_it_is_sent) {
  RunningServer server({.max_body = 1000});
  RawClient client(server.port());
  const auto answer =
      client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.head, HasSubstr("application/problem+json"));
  EXPECT_TRUE(client.closed());
}

TEST(Server, accepts_a_body_at_its_limit_and_refuses_one_byte_more) {
  RunningServer server({.max_body = 1000});
  const auto chunked = [](std::size_t size) {
    const std::string part = "0fa\r\n" + std::string(250, 'x') + "\r\n";
    const auto rest = size - 750;
    char hex[8];
    std::snprintf(hex, sizeof hex, "%zx", rest);
    return "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + part + part + part + hex + "\r\n" +
           std::string(rest, 'x') + "\r\n0\r\n\r\n";
  };
  EXPECT_EQ(RawClient(server.port()).ask(post(std::string(1000, 'x'))).body.size(), 1000);
  EXPECT_EQ(RawClient(server.port()).ask(post(std::string(1001, 'x'))).status, 413);
  EXPECT_EQ(RawClient(server.port()).ask(chunked(1000)).body.size(), 1000);
  EXPECT_EQ(RawClient(server.port()).ask(chunked(1001)).status, 413);
}

TEST(Server, delivers_the_refusal_while_the_body_is_still_sent) {
  RunningServer server({.max_body = 1000});
  RawClient client(server.port());
  client.send(post(std::string(4 * 1024 * 1024, 'x')));
  EXPECT_EQ(client.receive().status, 413);
}

TEST(Server, accepts_a_head_at_its_limit_and_refuses_one_byte_more) {
  RunningServer server({.max_header = 2000});
  const auto request = [](std::size_t size) {
    const auto empty = get("/hello", "X: \r\n").size();
    return get("/hello", "X: " + std::string(size - empty, 'x') + "\r\n");
  };
  EXPECT_EQ(RawClient(server.port()).ask(request(2000)).status, 200);
  EXPECT_EQ(RawClient(server.port()).ask(request(2001)).status, 431);
  EXPECT_EQ(RawClient(server.port()).ask(request(9000)).status, 431);
  EXPECT_EQ(RawClient(server.port()).ask(std::string(2000, 'x')).status, 431);
}

TEST(Server, accepts_a_target_at_its_limit_and_refuses_one_byte_more) {
  RunningServer server({.max_target = 2000});
  const auto target = [](std::size_t size) { return "/hello?" + std::string(size - 7, 'x'); };
  EXPECT_EQ(RawClient(server.port()).ask(get(target(2000))).status, 200);
  EXPECT_EQ(RawClient(server.port()).ask(get(target(2001))).status, 414);
  EXPECT_EQ(RawClient(server.port()).ask(get(target(20'000))).status, 414);
}

TEST(Server, allows_a_page_of_an_allowed_origin_to_read_its_refusals) {
  RunningServer server({.max_header = 2000, .max_target = 1000, .max_body = 1000, .header_timeout = Milliseconds(50)});
  const std::string origin = "Origin: http://shop.example\r\n";
  for (const auto& [bytes, status] : {
           std::pair(post(std::string(1001, 'x'), origin), 413U),
           std::pair("GET /" + std::string(1001, 'x') + " HTTP/1.1\r\n" + origin + "\r\n", 414U),
           std::pair(get("/hello", origin + "X: " + std::string(2000, 'x') + "\r\n"), 431U),
           std::pair(get("/hello", origin + "Host: y\r\n"), 400U),
           std::pair("GET /hello HTTP/1.1\r\n" + origin + "Host: x\r\n", 408U),
       }) {
    const auto answer = RawClient(server.port()).ask(bytes);
    EXPECT_EQ(answer.status, status);
    EXPECT_THAT(answer.head, HasSubstr("\r\nAccess-Control-Allow-Origin: http://shop.example\r\n")) << status;
    EXPECT_THAT(answer.head, HasSubstr("\r\nVary: Origin\r\n")) << status;
  }
  const auto foreign = RawClient(server.port()).ask(get("/hello", "Host: y\r\nOrigin: http://other.example\r\n"));
  EXPECT_THAT(foreign.head, Not(HasSubstr("Access-Control-Allow-Origin")));
}

TEST(Server, allows_any_page_to_read_a_refusal_sent_before_the_origin_was_read) {
  RunningServer server({.max_header = 2000, .max_target = 1000});
  for (const auto& [bytes, status] : {
           std::pair("GET /" + std::string(3000, 'x'), 414U),
           std::pair("GET /hello HTTP/1.1\r\nX: " + std::string(3000, 'x'), 431U),
       }) {
    const auto answer = RawClient(server.port()).ask(bytes);
    EXPECT_EQ(answer.status, status);
    EXPECT_THAT(answer.head, HasSubstr("\r\nAccess-Control-Allow-Origin: *\r\n")) << status;
  }
}

TEST(Server, refuses_invalid_http_and_closes) {
  RunningServer server;
  const std::string start = "POST /echo HTTP/1.1\r\nHost: x\r\n";
  const std::string chunked = start + "Transfer-Encoding: chunked\r\n\r\n";
  for (const auto& bytes : std::vector<std::string>{
           "hello\r\n\r\n",
           "GET\r\n\r\n",
           "GET /hello\r\n\r\n",
           "GET  /hello HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET /hello HTTP/1.2\r\nHost: x\r\n\r\n",
           "GET /hello HTTP/2.0\r\nHost: x\r\n\r\n",
           "GET /hello http/1.1\r\nHost: x\r\n\r\n",
           "GET /hello HTTP/1.1 \r\nHost: x\r\n\r\n",
           "G@T /hello HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET hello HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET /h\xc3\xa9llo HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET /hello HTTP/1.1\r\n\r\n",
           "GET /hello HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
           "GET /hello HTTP/1.1\nHost: x\n\n",
           "GET /hello HTTP/1.1\r\nHost: x\n\r\n",
           start + "X: a\rb\r\n\r\n",
           start + std::string("X: a\0b\r\n\r\n", 10),
           start + "X : a\r\n\r\n",
           start + " X: a\r\n\r\n",
           start + "X: a\r\n b\r\n\r\n",
           start + ": a\r\n\r\n",
           start + "X\r\n\r\n",
           start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
           start + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
           start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           start + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
           start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
           start + "Content-Length: 99999999999999999999\r\n\r\nhello",
           start + "Transfer-Encoding: gzip\r\n\r\nhello",
           start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
           start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
           "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           chunked + "x\r\n",
           chunked + "5\nhello\r\n0\r\n\r\n",
           chunked + "5\r\nhelloX0\r\n\r\n",
           chunked + "5\r\nhello\n0\r\n\r\n",
           chunked + "-5\r\nhello\r\n0\r\n\r\n",
           chunked + "0x5\r\nhello\r\n0\r\n\r\n",
           chunked + "5 \r\nhello\r\n0\r\n\r\n",
           chunked + "5;\r\nhello\r\n0\r\n\r\n",
           chunked + "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n",
           chunked + "0\r\nX : y\r\n\r\n",
           chunked + "0\r\nContent-Length: 5\r\n\r\n",
       }) {
    RawClient client(server.port());
    const auto answer = client.ask(bytes);
    EXPECT_EQ(answer.status, 400) << bytes;
    EXPECT_THAT(answer.body, HasSubstr("\"code\":\"bad_request\"")) << bytes;
    EXPECT_THAT(answer.head, HasSubstr("Connection: close"));
    EXPECT_TRUE(client.closed()) << bytes;
  }
}

TEST(Server, refuses_a_chunk_size_beyond_any_body) {
  RunningServer server;
  const auto answer =
      RawClient(server.port())
          .ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n");
  EXPECT_EQ(answer.status, 413);
}

TEST(Server, refuses_endless_chunk_lines_and_trailers) {
  RunningServer server({.max_header = 2000});
  for (std::string_view start : {"5;", "0\r\nX: "}) {
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(start));
    client.send(std::string(3000, 'x'));
    EXPECT_EQ(client.receive().status, 400) << start;
  }
}

TEST(Server, implements_neither_connect_nor_unknown_methods) {
  RunningServer server;
  EXPECT_EQ(RawClient(server.port()).ask("CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n").status, 501);
  EXPECT_EQ(RawClient(server.port()).ask("BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n").status, 501);
  EXPECT_EQ(RawClient(server.port()).ask("TRACE /hello HTTP/1.1\r\nHost: x\r\n\r\n").status, 501);
  EXPECT_EQ(RawClient(server.port()).ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
}

TEST(Server, reports_an_address_that_is_in_use) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(socket, 1), 0);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  const auto port = ntohs(address.sin_port);
  try {
    RunningServer server({.port = port});
    FAIL();
  } catch (const std::system_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(port) + " is in use"));
  }
  ::close(socket);
}

TEST(Server, shares_its_port_with_another_process_of_the_service) {
  RunningServer one;
  RunningServer other({.port = one.port()});
  EXPECT_EQ(one.port(), other.port());
}

TEST(Server, treats_a_connection_from_its_own_address_as_local) {
  RunningServer server({.host = "127.0.0.2"});
  const auto seen = [&](const char* from) {
    return RawClient(server.port(), from, "127.0.0.2").ask(get("/sender")).body;
  };
  EXPECT_EQ(seen("127.0.0.2"), "127.0.0.1");
  EXPECT_EQ(seen("127.0.0.3"), "127.0.0.3");
}

TEST(Server, reports_each_request_and_answer_to_its_observer) {
  RunningServer server;
  EXPECT_EQ(RawClient(server.port()).ask(get("/nowhere")).status, 404);
  EXPECT_TRUE(eventually([&] { return server.observed == 1 && server.last_status == 404; }));
}

}  // namespace
}  // namespace souk::http::testing
