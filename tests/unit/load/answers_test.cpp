#include "load/answers.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace souk::bench {
namespace {

using Statuses = std::vector<unsigned>;

// Counts the answers in these bytes; the result must be the same wherever they are cut in two.
template <class Kind, class... Args>
Statuses counted(std::string_view bytes, Args... args) {
  Statuses whole;
  Kind(args...).feed(bytes, [&](unsigned status) { whole.push_back(status); });
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    Statuses statuses;
    Kind answers(args...);
    for (const auto part : {bytes.substr(0, cut), bytes.substr(cut)}) {
      answers.feed(part, [&](unsigned status) { statuses.push_back(status); });
    }
    EXPECT_EQ(statuses, whole) << "cut at " << cut;
  }
  return whole;
}

TEST(HttpAnswers, are_separated_by_their_lengths) {
  EXPECT_EQ(counted<HttpAnswers>("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\r\n\r\n"
                                 "HTTP/1.1 204 No Content\r\nX: 1\r\n\r\n"
                                 "HTTP/1.1 503 Service Unavailable\r\ncontent-length:2\r\n\r\nno"),
            (Statuses{200, 204, 503}));
}

TEST(HttpAnswers, are_not_counted_when_incomplete) {
  EXPECT_EQ(counted<HttpAnswers>("HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\n12"), Statuses{});
}

TEST(HttpAnswers, of_any_other_form_are_an_error) {
  HttpAnswers answers;
  EXPECT_THROW(answers.feed("+OK\r\n\r\n\r\n\r\n", [](unsigned) {}), std::runtime_error);
}

TEST(RedisAnswers, are_whole_replies_of_any_kind) {
  EXPECT_EQ(counted<RedisAnswers>("+OK\r\n:1\r\n$2\r\nab\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n"),
            (Statuses{200, 200, 200, 200, 200, 200, 200}));
}

TEST(RedisAnswers, may_be_arrays_in_arrays) {
  EXPECT_EQ(counted<RedisAnswers>("*2\r\n*2\r\n$1\r\na\r\n:1\r\n*1\r\n*0\r\n+next\r\n"), (Statuses{200, 200}));
}

TEST(RedisAnswers, that_are_errors_are_counted_as_500) {
  EXPECT_EQ(counted<RedisAnswers>("-ERR no\r\n+OK\r\n"), (Statuses{500, 200}));
}

TEST(EventAnswers, are_lines_of_data) {
  EXPECT_EQ(counted<EventAnswers>("HTTP/1.1 200 OK\r\n\r\n: hello\n\nid: 1\nevent: a\ndata: {}\n\ndata: {}\n\n", "x"),
            (Statuses{200, 200}));
}

TEST(EventAnswers, report_whether_one_has_contained_the_text) {
  EventAnswers events("\"available\":0,");
  const auto feed = [&](std::string_view bytes) { events.feed(bytes, [](unsigned) {}); };
  feed("data: {\"available\":10,\"x\":1}\n\n: \"available\":0,\n\n");
  EXPECT_FALSE(events.found());
  feed("data: {\"avail");
  feed("able\":0,\"x\":1}\n");
  EXPECT_TRUE(events.found());
}

}  // namespace
}  // namespace souk::bench
