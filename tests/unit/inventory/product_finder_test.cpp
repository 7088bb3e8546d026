// Lists and searches of products, with products and an index in memory.
#include "inventory/app/product_finder.hpp"

#include "unit/inventory/memory_shop.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct AProductFinder : testing::MemoryShop {
  ProductFinder finder{products, index, groups};

  Outcome<FoundPage> find(WantedPage wanted) { return run(finder.find(std::move(wanted))); }
  static WantedPage listed(std::size_t size, std::optional<std::string> cursor = {}) {
    return {.search = {}, .size = size, .cursor = std::move(cursor)};
  }
  static WantedPage found(std::string text, std::size_t size = 10, std::optional<std::string> cursor = {}) {
    return {.search = SearchQuery{.text = std::move(text), .in_stock = {}, .order = SearchOrder::relevance},
            .size = size,
            .cursor = std::move(cursor)};
  }
  static std::vector<Ulid> ids(const FoundPage& page) {
    std::vector<Ulid> ids;
    for (const auto& product : page.products) ids.push_back(product.id);
    return ids;
  }
};

TEST_F(AProductFinder, lists_the_newest_first_and_names_the_next_page) {
  const auto a = lamp().id, b = lamp().id, c = lamp().id;
  const auto first = find(listed(2)).value();
  EXPECT_THAT(ids(first), ElementsAre(c, b));
  EXPECT_EQ(first.total, 3u);
  EXPECT_EQ(first.next, b.text());
  const auto last = find(listed(2, first.next)).value();
  EXPECT_THAT(ids(last), ElementsAre(a));
  EXPECT_EQ(last.next, "");
}

TEST_F(AProductFinder, lists_without_an_index) {
  index.complete = false;
  const auto id = lamp().id;
  EXPECT_THAT(ids(find(listed(5)).value()), ElementsAre(id));
}

TEST_F(AProductFinder, finds_products_by_their_words_page_by_page) {
  const auto a = lamp("red lamp").id, b = lamp("green lamp").id;
  lamp("rug");
  const auto first = find(found("lamp", 1)).value();
  EXPECT_THAT(ids(first), ElementsAre(b));
  EXPECT_EQ(first.total, 2u);
  const auto last = find(found("lamp", 1, first.next)).value();
  EXPECT_THAT(ids(last), ElementsAre(a));
  EXPECT_EQ(last.next, "");
}

TEST_F(AProductFinder, leaves_out_what_was_deleted_since_the_index_read_it) {
  const auto kept = lamp().id, deleted = lamp().id;
  products.products.erase(deleted);
  EXPECT_THAT(ids(find(found("lamp")).value()), ElementsAre(kept));
}

TEST_F(AProductFinder, refuses_a_cursor_of_another_list_and_names_its_field) {
  lamp();
  lamp();
  const auto of_search = find(found("lamp", 1)).value().next;
  const auto of_list = find(listed(1)).value().next;
  for (const auto& wrong : {listed(1, of_search), found("lamp", 1, of_list), found("red lamp", 1, of_search)}) {
    const auto refusal = find(wrong).error();
    EXPECT_EQ(refusal.code, validation_failed);
    ASSERT_EQ(refusal.errors.size(), 1u);
    EXPECT_EQ(refusal.errors[0].loc, Location{"cursor"});
    EXPECT_EQ(refusal.errors[0].type, "cursor_parsing");
  }
}

TEST_F(AProductFinder, refuses_a_search_and_suggestions_while_the_index_is_not_complete) {
  index.complete = false;
  EXPECT_EQ(find(found("lamp")).error().code, unavailable);
  EXPECT_EQ(run(finder.suggest("lamp")).error().code, unavailable);
}

TEST_F(AProductFinder, suggests_a_search_that_finds_something) {
  lamp();
  EXPECT_THAT(run(finder.suggest("lamq")).value(), ElementsAre("lamp"));
  EXPECT_THAT(run(finder.suggest("lamp")).value(), IsEmpty());
}

TEST_F(AProductFinder, passes_on_that_the_database_is_away) {
  lamp();
  products.away = true;
  EXPECT_THROW(find(listed(5)), Unavailable);
  EXPECT_THROW(find(found("lamp")), Unavailable);
}

TEST_F(AProductFinder, shows_a_group_once_and_says_what_it_has) {
  const auto shirt = GroupId::parse("shirt").value();
  groups.groups.emplace(shirt, Group{.id = shirt,
                                     .name = ProductName("Shirt"),
                                     .description = {},
                                     .options = {},
                                     .version = {},
                                     .created_at = {},
                                     .updated_at = {}});
  const auto lamp_id = lamp().id;
  for (const auto* size : {"S", "M"}) {
    auto wanted = new_lamp(std::string("Shirt ") + size);
    wanted.group = OfGroup{shirt};
    index.add(products.add(wanted));
  }
  auto wanted = listed(1);
  EXPECT_EQ(find(wanted)->total, 3u);
  wanted.grouped = true;
  const auto first = find(wanted).value();
  EXPECT_EQ(first.total, 2u);
  ASSERT_TRUE(first.products.at(0).summary);
  EXPECT_EQ(first.products[0].summary->name.value(), "Shirt");
  EXPECT_EQ(first.products[0].summary->variants.value(), 2);
  wanted.cursor = first.next;
  const auto last = find(wanted).value();
  EXPECT_THAT(ids(last), ElementsAre(lamp_id));
  EXPECT_FALSE(last.products[0].summary);
  index.complete = false;
  EXPECT_EQ(find(wanted).error().code, unavailable);
  wanted.cursor.reset();
  EXPECT_EQ(find(wanted)->total, 3u);
}

TEST_F(AProductFinder, needs_no_index_for_a_plain_list_of_a_shop_without_groups) {
  index.complete = false;
  const auto id = lamp().id;
  auto wanted = listed(5);
  wanted.grouped = true;
  EXPECT_THAT(ids(find(wanted).value()), ElementsAre(id));
}

}  // namespace
}  // namespace souk::inventory
