#include "rest/page.hpp"

#include <gtest/gtest.h>

#include "unit/http/run.hpp"

namespace souk::rest::testing {
namespace {

using http::testing::header;

struct Shelf {
  int number = 0;
  std::string text() const { return "shelf-" + std::to_string(number); }
  static std::optional<Shelf> parse(std::string_view text) {
    if (!text.starts_with("shelf-")) return std::nullopt;
    return Shelf{static_cast<int>(text.back() - '0')};
  }
};

struct TeaQuery {
  std::optional<std::string> q;
  std::optional<PageLimit> limit;
  std::optional<PageCursor<Shelf>> cursor;
};
BOOST_DESCRIBE_STRUCT(TeaQuery, (), (q, limit, cursor))

TeaQuery read(std::string query) {
  return read_query<TeaQuery>({.query = std::move(query)}).value();
}

Refusal fault_of(std::string query) {
  return read_query<TeaQuery>({.query = std::move(query)}).error();
}

Response answer(TeaQuery query, std::optional<Shelf> next) {
  return paged(std::vector<std::string>{"oolong"}, "/teas", std::move(query), next);
}

TEST(Page, has_50_entries_and_begins_at_the_front_unless_the_query_says_otherwise) {
  EXPECT_EQ(page_size(read("").limit), 50u);
  EXPECT_EQ(place_of(read("").cursor), std::nullopt);
  EXPECT_EQ(page_size(read("limit=1").limit), 1u);
  EXPECT_EQ(page_size(read("limit=100").limit), 100u);
  EXPECT_EQ(place_of(read("cursor=shelf-7").cursor)->number, 7);
}

TEST(Page, of_more_than_100_entries_or_of_none_is_refused) {
  for (const char* query : {"limit=0", "limit=101", "limit=-1", "limit=x"}) {
    EXPECT_EQ(fault_of(query).errors.at(0).loc, (Location{"query", "limit"})) << query;
  }
}

TEST(Page, links_to_the_next_one_with_all_parameters_and_the_limit_that_applied) {
  EXPECT_EQ(header(answer(read(""), Shelf{3}), "Link"), "</teas?limit=50&cursor=shelf-3>; rel=\"next\"");
  EXPECT_EQ(header(answer(read("q=a%26b&limit=2&cursor=shelf-3"), Shelf{5}), "Link"),
            "</teas?q=a%26b&limit=2&cursor=shelf-5>; rel=\"next\"");
}

TEST(Page, that_is_the_last_has_no_link) {
  const auto last = answer(read("limit=2"), std::nullopt);
  EXPECT_EQ(last.body, R"(["oolong"])");
  EXPECT_TRUE(last.headers.empty());
}

TEST(Page, does_not_begin_at_a_cursor_of_another_kind) {
  const auto refused = fault_of("cursor=table-7");
  EXPECT_EQ(refused.errors.at(0).type, "cursor_parsing");
  EXPECT_EQ(refused.errors, wrong_cursor().errors);
  EXPECT_EQ(refused.detail, wrong_cursor().detail);
  EXPECT_EQ(refused.detail, "query.cursor: Input should be a cursor from a Link header of this list");
}

}  // namespace
}  // namespace souk::rest::testing
