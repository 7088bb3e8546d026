#include "http/detail/head.hpp"

#include <gtest/gtest.h>

#include <string>

namespace souk::http {
namespace {

constexpr std::string_view plain = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

std::string with(std::string_view fields) {
  return "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n";
}

TEST(HeadEnd, is_found_wherever_the_bytes_are_split) {
  for (std::size_t seen = 0; seen < plain.size(); ++seen) {
    EXPECT_EQ(find_head_end(plain.substr(0, seen), 0).scan, Scan::incomplete) << seen;
    const auto end = find_head_end(plain, seen);
    EXPECT_EQ(end.scan, Scan::complete) << seen;
    EXPECT_EQ(end.length, plain.size()) << seen;
  }
}

TEST(HeadEnd, leaves_the_following_bytes) {
  EXPECT_EQ(find_head_end(std::string(plain) + "body\nwith\n\n", 0).length, plain.size());
}

TEST(HeadEnd, refuses_a_bare_line_feed) {
  for (std::string_view bytes :
       {"\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost: x\n", "GET / HTTP/1.1\r\nHost: x\r\n\n"}) {
    EXPECT_EQ(find_head_end(bytes, 0).scan, Scan::bare_line_feed) << bytes;
  }
}

TEST(Head, of_an_ordinary_request_has_no_fault) {
  EXPECT_EQ(fault_in_head(plain), "");
  EXPECT_EQ(fault_in_head("GET / HTTP/1.0\r\n\r\n"), "");
  EXPECT_EQ(fault_in_head(with("Content-Length: 10\r\nX: \r\n")), "");
  EXPECT_EQ(fault_in_head(with("transfer-encoding: \tChunked \r\n")), "");
  EXPECT_EQ(fault_in_head("GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n"), "");
  EXPECT_EQ(fault_in_head("GET / HTTP/1.1\r\nHost:\r\n\r\n"), "");
}

TEST(Head, that_is_ambiguous_has_a_fault) {
  for (std::string_view fields : {
           "Host: y\r\n",
           "Content-Length: 1\r\nContent-Length: 1\r\n",
           "Content-Length: 1, 1\r\n",
           "Content-Length: +1\r\n",
           "Content-Length: -1\r\n",
           "Content-Length: 0x1\r\n",
           "Content-Length: 1 1\r\n",
           "Content-Length:\r\n",
           "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked, chunked\r\n",
           "Transfer-Encoding: gzip, chunked\r\n",
           "Transfer-Encoding: identity\r\n",
           "Transfer-Encoding: xchunked\r\n",
           "Transfer-Encoding: \"chunked\"\r\n",
           "Transfer-Encoding:\r\n",
           "X: a\r\n b\r\n",
           "X: a\r\n\tb\r\n",
           "Transfer-Encoding:\r\n chunked\r\n",
           "NoColon\r\n",
       }) {
    EXPECT_NE(fault_in_head(with(fields)), "") << fields;
  }
}

TEST(Head, needs_one_valid_host) {
  EXPECT_NE(fault_in_head("GET / HTTP/1.1\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"), "");
}

TEST(Head, needs_a_target_of_visible_ascii) {
  EXPECT_NE(fault_in_head("GET /\x7f HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_NE(fault_in_head("GET /\r\nHost: x\r\n\r\n"), "");
}

TEST(Head, of_http_1_0_has_no_transfer_coding) {
  EXPECT_NE(fault_in_head("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "");
}

TEST(Head, of_any_bytes_is_read_within_bounds) {
  // Replaces every byte of a head by every value. Any result is accepted; only the bounds matter.
  const std::string head = with("Content-Length: 1\r\n");
  for (std::size_t at = 0; at + 4 < head.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      auto other = head;
      other[at] = static_cast<char>(byte);
      if (find_head_end(other, 0).scan == Scan::complete)
        fault_in_head(other.substr(0, find_head_end(other, 0).length));
    }
  }
}

}  // namespace
}  // namespace souk::http
