#include "http/event_stream.hpp"

#include <gmock/gmock.h>

#include "base/log.hpp"
#include "running_server.hpp"

namespace souk::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Milliseconds soon{50};
constexpr auto never = std::chrono::minutes(10);

std::string written(const Event& event) {
  std::string out;
  write_event(event, out);
  return out;
}

TEST(Event, has_an_id_a_name_and_data) {
  EXPECT_EQ(written({.id = "3", .name = "order", .data = "{}"}), "id: 3\nevent: order\ndata: {}\n\n");
  EXPECT_EQ(written({.data = "{}"}), "data: {}\n\n");
}

TEST(Event, with_several_lines_is_sent_line_by_line) {
  EXPECT_EQ(written({.data = "a\nb"}), "data: a\ndata: b\n\n");
  EXPECT_EQ(written({.data = "a\r\nb\rc\n\nd"}), "data: a\ndata: b\ndata: c\ndata: \ndata: d\n\n");
  EXPECT_EQ(written({.data = "a\n"}), "data: a\ndata: \n\n");
  EXPECT_EQ(written({.data = "\r\n"}), "data: \ndata: \n\n");
}

TEST(Event, without_data_is_still_an_event) {
  EXPECT_EQ(written({.name = "ping"}), "event: ping\ndata: \n\n");
}

TEST(Event, cannot_add_a_field_by_a_line_break_in_its_id_or_name) {
  EXPECT_EQ(written({.id = "1\ndata: x", .name = "a\rb", .data = "c"}), "id: 1 data: x\nevent: a b\ndata: c\n\n");
}

TEST(EventStream, has_a_head_of_its_own_and_ends_with_its_connection) {
  RunningServer server;
  RawClient client(server.port());
  const auto answer = client.ask(get("/count"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.head, HasSubstr("\r\nContent-Type: text/event-stream\r\n"));
  EXPECT_THAT(answer.head, HasSubstr("\r\nCache-Control: no-cache, no-transform\r\n"));
  EXPECT_THAT(answer.head, HasSubstr("\r\nX-Accel-Buffering: no\r\n"));
  EXPECT_THAT(answer.head, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(answer.head, HasSubstr("\r\nX-Request-Id: "));
  EXPECT_THAT(answer.head, Not(HasSubstr("Content-Length")));
  std::string events = "retry: 1000\n\n";
  for (const std::string id : {"1", "2", "3"}) events += "id: " + id + "\nevent: number\ndata: one\ndata: two\n\n";
  EXPECT_EQ(client.rest(), events);
}

TEST(EventStream, is_observed_when_it_begins) {
  RunningServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/silence")).status, 200);
  EXPECT_TRUE(eventually([&] { return server.observed == 1; }));
  EXPECT_EQ(server.left, 0);
}

TEST(EventStream, is_not_opened_by_head) {
  RunningServer server;
  RawClient client(server.port());
  client.send("HEAD /silence HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.receive(true).head, HasSubstr("text/event-stream"));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.entered, 0);
}

TEST(EventStream, ends_when_its_client_leaves_although_nothing_is_sent) {
  RunningServer server;
  {
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get("/silence")).status, 200);
    ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
    EXPECT_EQ(server.connections(), 1U) << "a stream counts";
    EXPECT_EQ(server.left, 0);
  }
  EXPECT_TRUE(eventually([&] { return server.left == 1; }));
  EXPECT_TRUE(eventually([&] { return server.connections() == 0; }));
}

TEST(EventStream, ends_when_its_client_leaves_in_the_middle_of_events) {
  RunningServer server;
  {
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get("/flood")).status, 200);
    client.until("data: x");
  }
  EXPECT_TRUE(eventually([&] { return server.left == 1 && server.connections() == 0; }));
}

TEST(EventStream, ignores_bytes_from_its_client) {
  RunningServer server({.comment_interval = soon});
  RawClient client(server.port());
  client.send(get("/silence") + get("/hello"));
  client.receive();
  client.send(std::string(100'000, 'x'));
  EXPECT_THAT(client.until(":\n\n"), Not(HasSubstr("HTTP")));
  EXPECT_EQ(server.left, 0);
}

TEST(EventStream, that_is_silent_sends_comments) {
  RunningServer server({.comment_interval = soon});
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/silence")).status, 200);
  const auto begun = SteadyClock::now();
  EXPECT_THAT(client.until(":\n\n:\n\n:\n\n"), StartsWith("retry: 1000\n\n:\n\n"));
  EXPECT_GE(SteadyClock::now() - begun, soon * 2);
}

TEST(EventStream, is_cut_and_not_buffered_when_its_client_does_not_read) {
  RunningServer server({.write_timeout = Milliseconds(200)});
  RawClient client(server.port());
  client.send(get("/flood"));
  EXPECT_TRUE(eventually([&] { return server.left == 1 && server.connections() == 0; }));
  EXPECT_LT(server.flooded, 16U << 20) << "what the kernel takes on both sides";
}

TEST(EventStream, ends_cleanly_and_immediately_when_the_server_drains) {
  RunningServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/silence")).status, 200);
  ASSERT_TRUE(eventually([&] { return server.entered == 1; }));
  server.drain(never);
  EXPECT_EQ(client.rest(), "retry: 1000\n\n");
  EXPECT_EQ(errno, 0) << "an end, not a reset";
  EXPECT_TRUE(eventually([&] { return server.left == 1; }));
}

TEST(EventStream, ends_during_a_write_when_the_server_drains) {
  RunningServer server;
  {
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get("/flood")).status, 200);
    client.until("data: x");
    server.drain(never);
    EXPECT_TRUE(eventually([&] { return server.left == 1; }));
    client.rest();
  }
  EXPECT_TRUE(eventually([&] { return server.done(); }));
  EXPECT_FALSE(server.failed());
}

TEST(EventStream, is_cut_with_the_rest_when_patience_ends) {
  RunningServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/silence")).status, 200);
  server.drain(Milliseconds(0));
  EXPECT_TRUE(eventually([&] { return server.done(); }));
  EXPECT_FALSE(server.failed());
}

TEST(EventStream, that_fails_ends_and_is_logged) {
  std::atomic<int> logged = 0;
  log::set_sink(
      [&](log::Level, std::string_view event, std::span<const log::Field>) { logged += event == "stream_failed"; },
      log::Level::warn);
  {
    RunningServer server;
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get("/failure")).status, 200);
    EXPECT_EQ(client.rest(), "retry: 1000\n\n");
    EXPECT_EQ(RawClient(server.port()).ask(get("/hello")).status, 200);
  }
  log::set_sink(nullptr, log::Level::info);
  EXPECT_EQ(logged, 1);
}

TEST(EventStream, many_streams_end_together) {
  RunningServer server;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/silence"));
  }
  ASSERT_TRUE(eventually([&] { return server.entered == 300; }));
  const auto begun = SteadyClock::now();
  server.drain(never);
  ASSERT_TRUE(eventually([&] { return server.left == 300; }));
  EXPECT_LT(SteadyClock::now() - begun, std::chrono::seconds(2));
  clients.clear();
  EXPECT_TRUE(eventually([&] { return server.done(); }));
}

}  // namespace
}  // namespace souk::http::testing
