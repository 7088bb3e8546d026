#include "inventory/api/list_query.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

ListQuery read(const describe::Fields& fields) {
  return describe::from_fields<ListQuery>(fields, "query").value();
}

TEST(ListQuery, of_everything_newest_first_needs_no_search) {
  EXPECT_TRUE(read({}).is_plain());
  EXPECT_TRUE(read({{"sort", "newest"}, {"limit", "3"}, {"cursor", "01M81D9X94GJ4T650VAD7E8EJ7"}}).is_plain());
  EXPECT_FALSE(read({{"sort", "price"}}).is_plain());
  EXPECT_FALSE(read({{"in_stock", "false"}}).is_plain());
  EXPECT_FALSE(read({{"q", "a"}}).is_plain());
}

TEST(ListQuery, is_sorted_by_relevance_when_there_are_words_and_nothing_else_is_asked_for) {
  EXPECT_EQ(read({{"q", "Oak"}}).search().order, SearchOrder::relevance);
  EXPECT_EQ(read({{"q", "Oak"}, {"sort", "newest"}}).search().order, SearchOrder::newest);
  EXPECT_EQ(read({{"in_stock", "true"}}).search().order, SearchOrder::newest);
  EXPECT_EQ(read({{"sort", "-name"}}).search().order, SearchOrder::name_descending);
  EXPECT_EQ(read({{"q", "Oak lamp"}}).search().text, "Oak lamp");
  EXPECT_FALSE(read({{"sort", "price"}}).search().text);
}

TEST(ListQuery, of_other_orders_or_too_long_a_question_is_refused) {
  for (const auto& [name, value] : describe::Fields{{"sort", "rank"},
                                                    {"sort", "--price"},
                                                    {"q", ""},
                                                    {"q", " "},
                                                    {"q", std::string(201, 'a')},
                                                    {"q", "\x01"},
                                                    {"cursor", "x"}}) {
    const auto result = describe::from_fields<ListQuery>({{name, value}}, "query");
    ASSERT_FALSE(result) << value;
    EXPECT_EQ(result.error().front().loc, (Location{"query", name}));
  }
  EXPECT_TRUE(describe::from_fields<ListQuery>({{"q", std::string(200, 'a')}}, "query"));
}

TEST(ListQuery, links_to_its_next_page_with_all_that_was_asked) {
  EXPECT_EQ(read({}).link_to("c"), "</products?limit=50&cursor=c>; rel=\"next\"");
  EXPECT_EQ(read({{"q", "a&b=\"é"}, {"sort", "-price"}, {"in_stock", "true"}, {"limit", "3"}}).link_to("c"),
            "</products?q=a%26b%3D%22%C3%A9&sort=-price&in_stock=true&limit=3&cursor=c>; rel=\"next\"");
}

}  // namespace
}  // namespace souk::inventory
