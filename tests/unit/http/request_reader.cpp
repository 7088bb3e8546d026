#include "http/detail/request_reader.hpp"

#include <gtest/gtest.h>

#include "http/refusals.hpp"

namespace souk::http {
namespace {

constexpr RequestReader::Limits small_limits{.header = 200, .target = 100, .body = 100};

struct RequestReading {
  Outcome<bool> complete;
  Request request;
  std::string_view rest;
};

RequestReading read_request(std::string_view bytes) {
  RequestReader reader(small_limits);
  auto complete = reader.read(bytes);
  return {std::move(complete), std::move(reader.request()), bytes};
}

Code refusal(std::string_view bytes) {
  return read_request(bytes).complete.error().code;
}

TEST(RequestReader, takes_one_request_and_leaves_the_next) {
  const auto reading =
      read_request("\r\nPOST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-Request-Id: r1\r\nContent-Length: 2\r\n\r\n{}GET");
  EXPECT_TRUE(reading.complete.value());
  EXPECT_EQ(reading.request.method, Method::post);
  EXPECT_EQ(reading.request.path, "/a%20b");
  EXPECT_EQ(reading.request.query, "c=d");
  EXPECT_EQ(reading.request.id, "r1");
  EXPECT_EQ(reading.request.header("host"), "x");
  EXPECT_EQ(reading.request.body, "{}");
  EXPECT_EQ(reading.rest, "GET");
}

TEST(RequestReader, reads_the_same_wherever_the_bytes_are_split) {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const auto& bytes : {head + "Content-Length: 5\r\n\r\nhello",
                            head + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nX: y\r\n\r\n"}) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      RequestReader reader(small_limits);
      std::string_view first(bytes.data(), at);
      EXPECT_FALSE(reader.read(first).value()) << at;
      std::string_view rest(first.data(), first.size() + bytes.size() - at);
      EXPECT_TRUE(reader.read(rest).value()) << at;
      EXPECT_EQ(reader.request().body, "hello") << at;
      EXPECT_EQ(rest, "") << at;
    }
  }
}

TEST(RequestReader, reports_when_the_client_waits_to_send_the_body) {
  RequestReader reader(small_limits);
  std::string_view bytes = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n";
  EXPECT_FALSE(reader.is_in_body());
  EXPECT_FALSE(reader.read(bytes).value());
  EXPECT_TRUE(reader.is_in_body());
  EXPECT_TRUE(reader.expects_continue());
  bytes = "x";
  EXPECT_TRUE(reader.read(bytes).value());
  EXPECT_FALSE(reader.is_in_body());
}

TEST(RequestReader, reports_whether_the_connection_is_kept) {
  const auto persists = [](std::string_view bytes) {
    RequestReader reader(small_limits);
    EXPECT_TRUE(reader.read(bytes).value());
    return reader.persists();
  };
  EXPECT_TRUE(persists("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_FALSE(persists("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(persists("GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, close\r\n\r\n"));
  EXPECT_FALSE(persists("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_FALSE(persists("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestReader, knows_the_id_of_a_refused_request) {
  const auto reading = read_request("POST / HTTP/1.1\r\nHost: x\r\nX-Request-Id: r1\r\nContent-Length: 101\r\n\r\n");
  EXPECT_EQ(reading.complete.error().code, body_too_large);
  EXPECT_EQ(reading.request.id, "r1");
}

TEST(RequestReader, knows_the_origin_of_a_refused_request_even_of_an_incomplete_head) {
  for (const auto& bytes : std::vector<std::string>{
           "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\norigin:  http://a \r\nX-Request-Id: r1\r\n\r\n",
           "GET / HTTP/1.1\r\nX-Request-Id: r1\r\nOrigin: http://a\r\nX: " + std::string(200, 'x'),
           "GET /" + std::string(100, 'x') + " HTTP/1.1\r\nX-Request-Id: r1\r\nOrigin: http://a",
           "GET / HTTP/1.1\nX-Request-Id: r1\nOrigin: http://a\n\n",
       }) {
    const auto reading = read_request(bytes);
    EXPECT_FALSE(reading.complete.has_value()) << bytes;
    EXPECT_EQ(reading.request.header("Origin"), "http://a") << bytes;
    EXPECT_EQ(reading.request.id, "r1") << bytes;
  }
}

TEST(RequestReader, does_not_add_trailers_to_the_header_fields) {
  const auto reading =
      read_request("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthorization: y\r\n\r\n");
  EXPECT_TRUE(reading.complete.value());
  EXPECT_EQ(reading.request.header("Authorization"), "");
}

TEST(RequestReader, refuses_at_its_limits) {
  const auto head_of = [](std::size_t size) {
    const std::string start = "GET / HTTP/1.1\r\nHost: x\r\nX: ";
    return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_TRUE(read_request(head_of(200)).complete.value());
  EXPECT_EQ(refusal(head_of(201)), header_too_large);
  EXPECT_FALSE(read_request(std::string(199, 'x')).complete.value());
  EXPECT_EQ(refusal(std::string(200, 'x')), header_too_large);

  const auto target_of = [](std::size_t size) { return "GET /" + std::string(size - 1, 'x'); };
  EXPECT_TRUE(read_request(target_of(100) + " HTTP/1.1\r\nHost: x\r\n\r\n").complete.value());
  EXPECT_EQ(refusal(target_of(101) + " HTTP/1.1\r\nHost: x\r\n\r\n"), uri_too_long);
  EXPECT_FALSE(read_request(target_of(100)).complete.value());
  EXPECT_EQ(refusal(target_of(101)), uri_too_long);

  const auto body_of = [](std::string_view length) {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::string(length) + "\r\n\r\n" + std::string(100, 'x');
  };
  EXPECT_TRUE(read_request(body_of("100")).complete.value());
  EXPECT_TRUE(read_request(body_of("000000000000000000000000000100")).complete.value());
  EXPECT_EQ(refusal(body_of("101")), body_too_large);
  EXPECT_EQ(refusal(body_of("18446744073709551615")), body_too_large);
  EXPECT_EQ(refusal(body_of("18446744073709551616")), bad_request);
  EXPECT_EQ(refusal(body_of("18446744073709551716")), bad_request);  // 100, where 64 bits overflow

  const std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_TRUE(read_request(chunked + "64\r\n" + std::string(100, 'x') + "\r\n0\r\n\r\n").complete.value());
  EXPECT_EQ(refusal(chunked + "65\r\n"), body_too_large);
}

std::string_view head_with_body_of(std::string& bytes, std::size_t length) {
  return bytes = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

RequestReader::Limits waiting_limits() {
  auto limits = small_limits;
  limits.waits = true;
  return limits;
}

TEST(RequestReader, takes_a_larger_body_as_far_as_it_is_admitted) {
  std::string bytes;
  RequestReader usual(waiting_limits());
  auto small = head_with_body_of(bytes, 100);
  EXPECT_FALSE(usual.read(small).value());
  EXPECT_FALSE(usual.waits_for_admission());

  RequestReader reader(waiting_limits());
  const std::string body(150, 'x');
  const auto sent = std::string(head_with_body_of(bytes, 150)) + body;
  std::string_view rest = sent;
  EXPECT_FALSE(reader.read(rest).value());
  EXPECT_TRUE(reader.waits_for_admission());
  EXPECT_EQ(rest, body);
  EXPECT_TRUE(reader.admit(150));
  EXPECT_TRUE(reader.read(rest).value());
  EXPECT_EQ(reader.request().body, body);
  EXPECT_EQ(reader.body_limit(), 150u);
}

TEST(RequestReader, refuses_a_body_that_is_larger_than_what_is_admitted) {
  std::string bytes;
  RequestReader reader(waiting_limits());
  auto head = head_with_body_of(bytes, 151);
  EXPECT_FALSE(reader.read(head).value());
  const auto refused = reader.admit(150);
  EXPECT_EQ(refused.error().code, body_too_large);
  EXPECT_EQ(refused.error().detail, "The body may have at most 150 bytes");
}

TEST(RequestReader, gives_a_body_of_unknown_length_the_usual_limit) {
  RequestReader reader(waiting_limits());
  std::string chunk(101, 'x');
  const auto bytes = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + chunk + "\r\n0\r\n\r\n";
  std::string_view rest = bytes;
  EXPECT_EQ(reader.read(rest).error().code, body_too_large);
}

}  // namespace
}  // namespace souk::http
