#include "inventory/search/search_cursor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::inventory {
namespace {

const SearchQuery query{.text = "oak lamp", .in_stock = true, .order = SearchOrder::name};

TEST(SearchCursor, is_read_as_it_was_written) {
  for (const auto& place : {SearchPlace{0, "", Ulid(1, 2)}, SearchPlace{-8, "", Ulid(3, 4)},
                            SearchPlace{INT64_MIN, "crème 茶 .~", Ulid(UINT64_MAX >> 1, UINT64_MAX)}}) {
    EXPECT_EQ(parse_search_cursor(cursor_text(place, query), query), place);
  }
}

TEST(SearchCursor, needs_no_escapes_in_a_url) {
  const auto text = cursor_text({-1, "a/b&c d+é", Ulid(1, 2)}, query);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return std::isalnum(c) || c == '.' || c == '-'; })) << text;
}

TEST(SearchCursor, of_another_query_is_refused) {
  const auto text = cursor_text({5, "x", Ulid(1, 2)}, query);
  auto other = query;
  other.text = "oak lamps";
  EXPECT_FALSE(parse_search_cursor(text, other));
  other = query;
  other.text = "oaklamp";
  EXPECT_FALSE(parse_search_cursor(text, other));
  other.text = {};
  EXPECT_FALSE(parse_search_cursor(text, other));
  other = query;
  other.in_stock = {};
  EXPECT_FALSE(parse_search_cursor(text, other));
  other = query;
  other.order = SearchOrder::name_descending;
  EXPECT_FALSE(parse_search_cursor(text, other));
}

TEST(SearchCursor, of_any_other_text_is_refused) {
  const auto good = cursor_text({5, "x", Ulid(1, 2)}, query);
  for (const auto& text : {std::string(), std::string("..."), std::string("x"), good + ".", good + "7", good + "zz",
                           "." + good, good.substr(1), std::string(5000, 'x'), std::string("\0", 1)}) {
    EXPECT_FALSE(parse_search_cursor(text, query)) << text;
  }
}

}  // namespace
}  // namespace souk::inventory
