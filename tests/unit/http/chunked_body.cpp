#include "http/detail/chunked_body.hpp"

#include <gtest/gtest.h>

namespace souk::http {
namespace {

using State = ChunkedBody::State;

struct Reading {
  State state;
  std::string body;
  std::string_view rest;
};

Reading read(std::string_view bytes, ChunkedBody::Limits limits = {.body = 1000, .unused = 100}) {
  ChunkedBody chunks(limits);
  std::string body;
  const auto state = chunks.read(bytes, body);
  return {state, body, bytes};
}

TEST(ChunkedBody, is_the_content_of_all_chunks) {
  const auto reading = read("5\r\nhello\r\n1\r\n \r\n005\r\nworld\r\n0\r\n\r\nnext");
  EXPECT_EQ(reading.state, State::complete);
  EXPECT_EQ(reading.body, "hello world");
  EXPECT_EQ(reading.rest, "next");
}

TEST(ChunkedBody, has_sizes_in_hexadecimal_of_either_case) {
  const std::string data(0xab, 'x');
  EXPECT_EQ(read("ab\r\n" + data + "\r\n0\r\n\r\n").body, data);
  EXPECT_EQ(read("AB\r\n" + data + "\r\n0\r\n\r\n").body, data);
  EXPECT_EQ(read("00000000000000aB\r\n" + data + "\r\n0\r\n\r\n").body, data);
}

TEST(ChunkedBody, may_be_empty) {
  EXPECT_EQ(read("0\r\n\r\n").state, State::complete);
  EXPECT_EQ(read("0\r\n\r\n").body, "");
}

TEST(ChunkedBody, is_the_same_wherever_its_bytes_are_split) {
  const std::string sound = "3;a=\"\\\";\";b=c;d\r\n{\r\n\r\n2\r\n}\n\r\n0;b\r\nX: y\r\nZ:\r\n\r\n";
  for (std::size_t at = 0; at < sound.size(); ++at) {
    ChunkedBody chunks({.body = 1000, .unused = 100});
    std::string body;
    std::string_view first(sound.data(), at);
    EXPECT_EQ(chunks.read(first, body), State::incomplete) << at;
    std::string_view rest(first.data(), first.size() + sound.size() - at);
    EXPECT_EQ(chunks.read(rest, body), State::complete) << at;
    EXPECT_EQ(body, "{\r\n}\n") << at;
    EXPECT_EQ(rest, "") << at;
  }
}

TEST(ChunkedBody, that_is_ambiguous_is_malformed) {
  using namespace std::string_view_literals;
  for (std::string_view bytes : {
           "\r\n"sv,
           "\n"sv,
           "+2\r\n"sv,
           "-2\r\n"sv,
           "0x2\r\n"sv,
           "g\r\n"sv,
           " 2\r\n"sv,
           "2 \r\n"sv,
           "2\t\r\n"sv,
           "2\0\r\n"sv,
           "2\n"sv,
           "2\r{}\r\n"sv,
           "00000000000000002\r\n"sv,
           "2;\r\n"sv,
           "2;;a\r\n"sv,
           "2 ;a\r\n"sv,
           "2;a=\r\n"sv,
           "2;a b\r\n"sv,
           "2;a=\"b\r\n"sv,
           "2;a=\"b\\\r\n"sv,
           "2;a=\"\r\"\r\n"sv,
           "2;a=\"\0\"\r\n"sv,
           "2;a=\"\n\"\r\n"sv,
           "2;a=\"b\"c\r\n"sv,
           "2;\xff\r\n"sv,
           "2\r\n{}x"sv,
           "2\r\n{}\n"sv,
           "2\r\n{}\rx"sv,
           "2\r\n{}0\r\n\r\n"sv,
           "0\r\n\n"sv,
           "0\r\nX\r\n"sv,
           "0\r\n: y\r\n"sv,
           "0\r\nX : y\r\n"sv,
           "0\r\n X: y\r\n"sv,
           "0\r\nX: y\r\n z\r\n"sv,
           "0\r\nX: y\n"sv,
           "0\r\nX: \0\r\n"sv,
           "0\r\nX: y\rz\r\n"sv,
           "0\r\nHost: x\r\n"sv,
           "0\r\ncontent-length: 2\r\n"sv,
           "0\r\nTransfer-Encoding: chunked\r\n"sv,
       }) {
    EXPECT_EQ(read(bytes).state, State::malformed) << bytes;
  }
}

TEST(ChunkedBody, may_reach_its_limit) {
  const std::string half(500, 'x');
  const std::string start = "1f4\r\n" + half + "\r\n";
  EXPECT_EQ(read(start + start + "0\r\n\r\n").state, State::complete);
  EXPECT_EQ(read(start + "1f5\r\n").state, State::too_large);
  EXPECT_EQ(read(start + start + "1\r\n").state, State::too_large);
  EXPECT_EQ(read("3e9\r\n").state, State::too_large);
  EXPECT_EQ(read("ffffffffffffffff\r\n").state, State::too_large);
}

TEST(ChunkedBody, may_have_extensions_and_trailers_up_to_their_limit) {
  const auto extension = [](std::size_t size) { return ";" + std::string(size - 1, 'x'); };
  const auto trailer = [](std::size_t size) { return "X:" + std::string(size - 2, 'y') + "\r\n"; };
  EXPECT_EQ(read("1" + extension(100) + "\r\nx\r\n0\r\n\r\n").state, State::complete);
  EXPECT_EQ(read("1" + extension(101) + "\r\nx\r\n0\r\n\r\n").state, State::malformed);
  EXPECT_EQ(read("1" + extension(50) + "\r\nx\r\n1" + extension(50) + "\r\nx\r\n0\r\n\r\n").state, State::complete);
  EXPECT_EQ(read("1" + extension(50) + "\r\nx\r\n1" + extension(51) + "\r\n").state, State::malformed);
  EXPECT_EQ(read("0" + extension(50) + "\r\n" + trailer(50) + "\r\n").state, State::complete);
  EXPECT_EQ(read("0\r\n" + trailer(50) + trailer(51) + "\r\n").state, State::malformed);
  EXPECT_EQ(read("1;" + std::string(98, 'x')).state, State::incomplete);
  EXPECT_EQ(read("1;" + std::string(99, 'x')).state, State::malformed);  // a line that does not end
}

}  // namespace
}  // namespace souk::http
