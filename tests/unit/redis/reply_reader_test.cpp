#include "redis/detail/reply_reader.hpp"

#include <gtest/gtest.h>

namespace souk::redis::detail {
namespace {

using namespace std::string_literals;

std::string shown(const Reply& reply) {
  switch (reply.kind()) {
    case Reply::Kind::nil:
      return "nil";
    case Reply::Kind::integer:
      return std::to_string(reply.integer());
    case Reply::Kind::status:
      return "+" + reply.text();
    case Reply::Kind::error:
      return "-" + reply.text();
    case Reply::Kind::text:
      return "'" + reply.text() + "'";
    case Reply::Kind::array:
      break;
  }
  std::string all = "[";
  for (const auto& element : reply.array()) all += shown(element) + ",";
  return all + "]";
}

std::string shown(const std::vector<Reply>& replies) {
  std::string all;
  for (const auto& reply : replies) all += shown(reply) + "\n";
  return all;
}

std::string read_whole(std::string_view bytes) {
  ReplyReader reader;
  std::vector<Reply> replies;
  reader.read(bytes, replies);
  return shown(replies);
}

const std::string every_kind =
    "+OK\r\n-ERR no\r\n:42\r\n:-7\r\n$-1\r\n*-1\r\n$0\r\n\r\n$7\r\na\r\nb\0cd\r\n*0\r\n"
    "*3\r\n:1\r\n$1\r\nx\r\n*2\r\n$-1\r\n*1\r\n+deep\r\n"
    "*1\r\n*2\r\n$6\r\nstream\r\n*1\r\n*2\r\n$3\r\n1-0\r\n*2\r\n$1\r\nf\r\n$1\r\nv\r\n"s;
const std::string every_kind_shown =
    "+OK\n-ERR no\n42\n-7\nnil\nnil\n''\n'a\r\nb\0cd'\n[]\n[1,'x',[nil,[+deep,],],]\n[['stream',[['1-0',['f','v',],],],],]\n"s;

TEST(ReplyReader, reads_every_kind) {
  EXPECT_EQ(read_whole(every_kind), every_kind_shown);
}

TEST(ReplyReader, may_be_given_the_bytes_in_two_parts_split_anywhere) {
  for (std::size_t split = 0; split <= every_kind.size(); ++split) {
    ReplyReader reader;
    std::vector<Reply> replies;
    reader.read(std::string_view(every_kind).substr(0, split), replies);
    reader.read(std::string_view(every_kind).substr(split), replies);
    ASSERT_EQ(shown(replies), every_kind_shown) << "split at " << split;
  }
}

TEST(ReplyReader, may_be_given_the_bytes_one_by_one) {
  ReplyReader reader;
  std::vector<Reply> replies;
  for (const char byte : every_kind) reader.read({&byte, 1}, replies);
  EXPECT_EQ(shown(replies), every_kind_shown);
}

TEST(ReplyReader, gives_each_reply_as_soon_as_it_is_complete) {
  ReplyReader reader;
  std::vector<Reply> replies;
  reader.read("+OK\r\n:1\r", replies);
  EXPECT_EQ(shown(replies), "+OK\n");
  reader.read("\n", replies);
  EXPECT_EQ(shown(replies), "+OK\n1\n");
}

TEST(ReplyReader, reads_a_text_of_many_pieces) {
  const std::string large(3'000'000, 'x');
  ReplyReader reader;
  std::vector<Reply> replies;
  reader.read("$3000000\r\n" + large + "\r\n:1\r\n", replies);
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(replies[0].text(), large);
}

TEST(ReplyReader, reads_an_array_longer_than_it_reserves) {
  std::string bytes = "*5000\r\n";
  for (int i = 0; i < 5000; ++i) bytes += "*1\r\n:" + std::to_string(i) + "\r\n";
  ReplyReader reader;
  std::vector<Reply> replies;
  reader.read(bytes, replies);
  ASSERT_EQ(replies.size(), 1U);
  ASSERT_EQ(replies[0].array().size(), 5000U);
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(replies[0].array()[static_cast<std::size_t>(i)].array()[0].integer(), i);
}

TEST(ReplyReader, seven_arrays_may_be_nested) {
  EXPECT_EQ(read_whole("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"), "[[[[[[[1,],],],],],],]\n");
}

TEST(ReplyReader, what_is_not_resp_is_a_protocol_error) {
  for (const char* bad : {"HTTP/1.1 200 OK\r\n", "?\r\n", ":x\r\n", "$x\r\n", "$-2\r\n", "*-2\r\n", "*x\r\n",
                          "*4294967296\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"}) {
    EXPECT_THROW(read_whole(bad), ProtocolError) << bad;
  }
}

TEST(ReplyReader, keeps_the_replies_before_a_fault) {
  ReplyReader reader;
  std::vector<Reply> replies;
  EXPECT_THROW(reader.read("+OK\r\n:1\r\n?\r\n", replies), ProtocolError);
  EXPECT_EQ(shown(replies), "+OK\n1\n");
  EXPECT_THROW(reader.read("+OK\r\n", replies), ProtocolError);
}

TEST(ReplyReader, a_fault_inside_an_array_frees_what_was_read) {
  ReplyReader reader;
  std::vector<Reply> replies;
  EXPECT_THROW(reader.read("*3\r\n$1\r\na\r\n*2\r\n:1\r\n?\r\n", replies), ProtocolError);
  EXPECT_TRUE(replies.empty());
}

TEST(ReplyReader, a_reply_of_too_many_bytes_is_refused_before_it_is_complete) {
  constexpr std::size_t most = 100'000;
  const std::string fits(most - 20, 'x');
  ReplyReader reader({.bytes = most});
  std::vector<Reply> replies;
  for (int i = 0; i < 10; ++i) reader.read("$" + std::to_string(fits.size()) + "\r\n" + fits + "\r\n", replies);
  EXPECT_EQ(replies.size(), 10U);
  EXPECT_THROW(reader.read("$1000000\r\n" + std::string(most, 'x'), replies), ProtocolError);
}

TEST(ReplyReader, a_reply_of_too_many_elements_is_refused) {
  ReplyReader reader({.elements = 5});
  std::vector<Reply> replies;
  reader.read("*5\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n*5\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n", replies);
  EXPECT_EQ(replies.size(), 2U);
  EXPECT_THROW(reader.read("*3\r\n*2\r\n:1\r\n:2\r\n*2\r\n:1\r\n:2\r\n", replies), ProtocolError);
}

TEST(ReplyReader, the_announced_size_of_an_array_is_not_believed) {
  ReplyReader reader;
  std::vector<Reply> replies;
  reader.read("*2147483647\r\n:1\r\n", replies);
  EXPECT_TRUE(replies.empty());
}

}  // namespace
}  // namespace souk::redis::detail
