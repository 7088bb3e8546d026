#include "inventory/api/list_query.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

ListQuery read(const describe::Fields& fields) {
  return describe::from_fields<ListQuery>(fields, "query").value();
}

TEST(ListQuery, for_all_products_newest_first_needs_no_search) {
  EXPECT_FALSE(read({}).page().search);
  EXPECT_FALSE(read({{"sort", "newest"}, {"limit", "3"}, {"cursor", "01M81D9X94GJ4T650VAD7E8EJ7"}}).page().search);
  EXPECT_TRUE(read({{"sort", "price"}}).page().search);
  EXPECT_TRUE(read({{"in_stock", "false"}}).page().search);
  EXPECT_TRUE(read({{"q", "a"}}).page().search);
}

TEST(ListQuery, is_sorted_by_relevance_when_it_has_words_and_no_order) {
  EXPECT_EQ(read({{"q", "Oak"}}).page().search->order, SearchOrder::relevance);
  EXPECT_EQ(read({{"q", "Oak"}, {"sort", "newest"}}).page().search->order, SearchOrder::newest);
  EXPECT_EQ(read({{"in_stock", "true"}}).page().search->order, SearchOrder::newest);
  EXPECT_EQ(read({{"sort", "-name"}}).page().search->order, SearchOrder::name_descending);
  EXPECT_EQ(read({{"q", "Oak lamp"}}).page().search->text, "Oak lamp");
  EXPECT_FALSE(read({{"sort", "price"}}).page().search->text);
}

TEST(ListQuery, with_an_unknown_order_or_too_long_a_question_is_refused) {
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

TEST(ListQuery, links_to_its_next_page_with_all_its_parameters) {
  EXPECT_EQ(read({}).link_to("c"), "</products?limit=50&cursor=c>; rel=\"next\"");
  EXPECT_EQ(read({{"q", "a&b=\"é"}, {"sort", "-price"}, {"in_stock", "true"}, {"limit", "3"}}).link_to("c"),
            "</products?q=a%26b%3D%22%C3%A9&sort=-price&in_stock=true&limit=3&cursor=c>; rel=\"next\"");
}

}  // namespace
}  // namespace souk::inventory
