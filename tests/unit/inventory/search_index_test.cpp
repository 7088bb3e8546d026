#include "inventory/search/search_index.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto all = 1000u;

Ulid id(unsigned number) {
  return {1, number};
}

struct AnIndex : ::testing::Test {
  SearchIndex index;

  void put(unsigned number, std::string name, std::string description = "", std::int64_t price = 100,
           bool in_stock = true) {
    index.put({id(number), name, description, price, in_stock});
  }
  static SearchQuery query(std::string text, SearchOrder order = SearchOrder::relevance) {
    return {.text = std::move(text), .in_stock = {}, .order = order};
  }
  static SearchQuery everything(SearchOrder order) { return {.text = {}, .in_stock = {}, .order = order}; }

  std::vector<unsigned> found(const SearchQuery& wanted) const {
    std::vector<unsigned> numbers;
    const auto hits = index.search(wanted, all, {});
    for (unsigned i = 0; i < 2000; ++i) {
      if (std::ranges::count(hits.ids, id(i)) > 1) ADD_FAILURE() << i << " twice";
    }
    for (const auto& hit : hits.ids) {
      unsigned number = 0;
      while (id(number) != hit) ++number;
      numbers.push_back(number);
    }
    EXPECT_EQ(hits.total, numbers.size());
    return numbers;
  }
  std::vector<unsigned> found(std::string text) const { return found(query(std::move(text))); }

  // Every page of a query. `between` is called after each.
  std::vector<Ulid> paged(const SearchQuery& wanted, std::size_t limit, auto between) {
    std::vector<Ulid> ids;
    std::optional<SearchPlace> place;
    do {
      auto hits = index.search(wanted, limit, place);
      EXPECT_LE(hits.ids.size(), limit);
      ids.insert(ids.end(), hits.ids.begin(), hits.ids.end());
      place = std::move(hits.next);
      between();
    } while (place);
    return ids;
  }
};

TEST_F(AnIndex, finds_a_word_by_its_beginning_in_name_and_description) {
  put(1, "Oak lamp");
  put(2, "Chair", "Made of oak");
  put(3, "Soak");
  EXPECT_THAT(found("oa"), ElementsAre(1, 2));
  EXPECT_THAT(found("LÀMP"), ElementsAre(1));
  EXPECT_THAT(found("ak"), IsEmpty());
}

TEST_F(AnIndex, finds_products_with_every_word_of_the_question) {
  put(1, "Oak lamp");
  put(2, "Oak chair");
  put(3, "Steel", "a lamp like oak");
  EXPECT_THAT(found("lamp oak"), ElementsAre(1, 3));
  EXPECT_THAT(found("lamp oak l la lam"), ElementsAre(1, 3));
  EXPECT_THAT(found("lamp glass"), IsEmpty());
}

TEST_F(AnIndex, a_question_without_a_word_finds_nothing) {
  put(1, "Oak lamp");
  EXPECT_THAT(found("***"), IsEmpty());
}

TEST_F(AnIndex, a_name_counts_for_more_than_a_description_and_a_whole_word_for_more_than_a_beginning) {
  put(1, "Teapot");
  put(2, "Cup", "for tea");
  put(3, "Green tea");
  put(4, "Cup", "goes with the teapot");
  put(5, "Black tea");
  EXPECT_THAT(found("tea"), ElementsAre(5, 3, 1, 2, 4));
}

TEST_F(AnIndex, sorts_in_every_order_with_the_newer_of_equals_first) {
  put(1, "b", "", 300);
  put(2, "A", "", 100);
  put(3, "c", "", 200);
  put(4, "á", "", 300);
  using enum SearchOrder;
  EXPECT_THAT(found(everything(newest)), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(found(everything(price)), ElementsAre(2, 3, 4, 1));
  EXPECT_THAT(found(everything(price_descending)), ElementsAre(4, 1, 3, 2));
  EXPECT_THAT(found(everything(name)), ElementsAre(4, 2, 1, 3));
  EXPECT_THAT(found(everything(name_descending)), ElementsAre(3, 1, 4, 2));
}

TEST_F(AnIndex, sorts_names_that_begin_alike_by_what_follows) {
  put(1, "beautiful zebra");
  put(2, "beautiful ant");
  put(3, "beautiful");
  put(4, "beautifuk");
  EXPECT_THAT(found(everything(SearchOrder::name)), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(found(everything(SearchOrder::name_descending)), ElementsAre(1, 2, 3, 4));
}

TEST_F(AnIndex, filters_by_stock) {
  put(1, "lamp");
  put(2, "lamp", "", 100, false);
  auto wanted = query("lamp");
  wanted.in_stock = true;
  EXPECT_THAT(found(wanted), ElementsAre(1));
  put(1, "lamp", "", 100, false);
  EXPECT_THAT(found(wanted), IsEmpty());
  wanted.in_stock = false;
  EXPECT_THAT(found(wanted), ElementsAre(2, 1));
}

TEST_F(AnIndex, knows_the_latest_state_of_a_product) {
  put(1, "Oak lamp", "warm", 100);
  put(2, "Oak chair", "", 200);
  put(1, "Steel desk", "cold", 300);
  EXPECT_THAT(found("oak"), ElementsAre(2));
  EXPECT_THAT(found("warm"), IsEmpty());
  EXPECT_THAT(found("steel cold"), ElementsAre(1));
  EXPECT_THAT(found(everything(SearchOrder::price)), ElementsAre(2, 1));
  EXPECT_EQ(index.size(), 2u);
}

TEST_F(AnIndex, forgets_a_product_and_its_words) {
  put(1, "Oak lamp");
  put(2, "Chair");
  index.remove(id(1));
  index.remove(id(1));
  EXPECT_THAT(found("oak"), IsEmpty());
  put(3, "Oak");
  EXPECT_THAT(found("oak"), ElementsAre(3));
  EXPECT_THAT(found(everything(SearchOrder::newest)), ElementsAre(3, 2));
  EXPECT_TRUE(index.contains(id(3)));
  EXPECT_FALSE(index.contains(id(1)));
}

TEST_F(AnIndex, does_not_grow_while_texts_change_and_always_knows_all_products) {
  for (unsigned i = 0; i < 500; ++i) put(i, "lamp " + std::to_string(i));
  std::size_t most_terms = 0;
  for (unsigned round = 1; round < 40; ++round) {
    for (unsigned i = 0; i < 500; i += 3) {
      put(i, "lamp round" + std::to_string(round * 1000 + i), "oak");
      EXPECT_EQ(index.search(query("lamp"), 1, {}).total, 501 - round);
    }
    index.remove(id(round * 3 + 1));
    EXPECT_EQ(found("lamp").size(), 500 - round);
    EXPECT_THAT(found("round" + std::to_string(round * 1000 + 9)), ElementsAre(9));
    EXPECT_THAT(found("round" + std::to_string(round * 1000 - 1000 + 9)), IsEmpty());
    EXPECT_EQ(index.ids().size(), 500 - round);
    most_terms = std::max(most_terms, index.terms());
  }
  EXPECT_LT(most_terms, 8000u);
  EXPECT_THAT(found("498 lamp"), IsEmpty());
  EXPECT_THAT(found("499"), ElementsAre(499));
}

TEST_F(AnIndex, suggests_words_in_a_spelling_that_finds_something) {
  put(1, "Oak lamp");
  put(2, "Oak chair");
  put(3, "Lamps and more lamps");
  put(4, "Чайник");
  EXPECT_THAT(index.suggestions("lmap"), ElementsAre("lamp"));
  EXPECT_THAT(index.suggestions("oka lanp"), ElementsAre("oak lamp"));
  EXPECT_THAT(index.suggestions("чайнк"), ElementsAre("чаиник"));
  EXPECT_THAT(index.suggestions("chiar"), ElementsAre("chair"));
}

TEST_F(AnIndex, suggests_the_words_without_the_one_that_finds_nothing) {
  put(1, "Oak lamp");
  put(2, "Steel chair");
  EXPECT_THAT(index.suggestions("oak qqqqqq"), ElementsAre("oak"));
  EXPECT_THAT(index.suggestions("oak chair"), ElementsAre("oak", "chair"));
  EXPECT_THAT(index.suggestions("☕ lamp"), ElementsAre("lamp"));
}

TEST_F(AnIndex, suggests_nothing_for_words_that_are_found_or_similar_to_none) {
  put(1, "Oak lamp");
  EXPECT_THAT(index.suggestions("lamp"), IsEmpty());
  EXPECT_THAT(index.suggestions("qqqqqq"), IsEmpty());
  EXPECT_THAT(index.suggestions("***"), IsEmpty());
  EXPECT_THAT(index.suggestions("k7"), IsEmpty());
  EXPECT_THAT(index.suggestions("日本"), IsEmpty());
  index.remove(id(1));
  EXPECT_THAT(index.suggestions("lmap"), IsEmpty());
}

TEST_F(AnIndex, every_suggestion_finds_something) {
  for (unsigned i = 0; i < 60; ++i) {
    put(i, "T-shirt C++ .NET iPhone" + std::to_string(i) + " 日本茶 café L'Oréal 1/2 ½ ☕", "women's boxes 3.5mm AT&T");
  }
  for (const std::string text :
       {"tshrit c++", "nett .net", "cafee 日本茶 x", "lorael", "women's boxs q", "at&t boxen ☕", "1/2 bxes"}) {
    for (const auto& other : index.suggestions(text)) EXPECT_FALSE(found(other).empty()) << text << ": " << other;
    EXPECT_FALSE(index.suggestions(text).empty()) << text;
  }
}

TEST_F(AnIndex, its_pages_have_every_product_once_in_every_order) {
  for (unsigned i = 0; i < 100; ++i) put(i, i % 3 ? "oak lamp" : "oak", i % 2 ? "oak" : "", i % 7);
  using enum SearchOrder;
  for (const auto order : {relevance, newest, price, price_descending, name, name_descending}) {
    const auto whole = index.search(query("oak", order), all, {}).ids;
    EXPECT_EQ(whole.size(), 100u);
    EXPECT_EQ(paged(query("oak", order), 7, [] {}), whole);
    EXPECT_EQ(paged(query("oak", order), 100, [] {}), whole);
  }
}

TEST_F(AnIndex, its_pages_have_no_gap_and_no_duplicate_while_products_change) {
  using enum SearchOrder;
  for (const auto order : {relevance, newest, price, price_descending, name, name_descending}) {
    index = {};
    for (unsigned i = 0; i < 100; ++i) put(i, "oak " + std::to_string(i % 10), "", i % 7);
    unsigned next = 100, gone = 0;
    const auto ids = paged(query("oak", order), 5, [&] {
      put(next++, "oak oak");
      put(next++, "oak 5", "", 3);
      if (gone < 20) index.remove(id(gone++ * 5));  // also the product that a cursor points to
      if (next > 250) FAIL() << "pages without an end";
    });
    for (unsigned i = 0; i < 100; ++i) {
      const auto times = std::ranges::count(ids, id(i));
      EXPECT_LE(times, 1) << i;
      if (i % 5 != 0) EXPECT_EQ(times, 1) << i;
    }
  }
}

TEST_F(AnIndex, a_place_past_the_end_gives_an_empty_page) {
  put(1, "oak");
  EXPECT_THAT(index.search(everything(SearchOrder::price), 10, SearchPlace{1 << 30, "", id(0)}).ids, IsEmpty());
}

TEST_F(AnIndex, without_products_finds_nothing) {
  EXPECT_THAT(found("oak"), IsEmpty());
  EXPECT_THAT(found(everything(SearchOrder::newest)), IsEmpty());
}

TEST_F(AnIndex, finds_a_draft_only_for_those_who_ask_for_drafts) {
  put(1, "lamp");
  index.put({.id = id(2), .name = "lamp secret", .description = "", .price = 100, .in_stock = true, .is_draft = true});
  auto wanted = query("lamp");
  EXPECT_THAT(found(wanted), ElementsAre(1));
  EXPECT_THAT(index.suggestions("secert"), IsEmpty());
  wanted.drafts = true;
  EXPECT_THAT(found(wanted), ElementsAre(2, 1));
  wanted.in_stock = false;
  EXPECT_THAT(found(wanted), IsEmpty());
  put(2, "lamp secret");
  EXPECT_THAT(found(query("lamp")), ElementsAre(2, 1));
  EXPECT_THAT(index.suggestions("secert"), ElementsAre("secret"));
}

struct AnIndexOfVariants : AnIndex {
  void put(unsigned number, std::string name, std::string group, std::int64_t price, bool in_stock = true,
           bool draft = false, bool pictured = false) {
    index.put({.id = id(number),
               .name = name,
               .description = "",
               .price = price,
               .in_stock = in_stock,
               .is_draft = draft,
               .group = group,
               .options = "",
               .is_pictured = pictured});
  }
  static SearchQuery grouped(SearchOrder order) {
    return {.text = {}, .in_stock = {}, .order = order, .grouped = true};
  }
};

TEST_F(AnIndexOfVariants, has_one_result_for_a_group_where_its_first_variant_stands) {
  put(1, "Shirt S", "shirt", 300);
  put(2, "Shirt M", "shirt", 100);
  put(3, "Lamp", "", 200);
  put(4, "Mug", "", 50);
  const auto hits = index.search(grouped(SearchOrder::price), all, {});
  EXPECT_THAT(hits.ids, ElementsAre(id(4), id(1), id(3)));
  EXPECT_EQ(hits.total, 3u);
  EXPECT_THAT(index.search(grouped(SearchOrder::price_descending), all, {}).ids, ElementsAre(id(1), id(3), id(4)));
  EXPECT_THAT(found(everything(SearchOrder::price)), ElementsAre(4, 2, 3, 1));
}

TEST_F(AnIndexOfVariants, sums_up_the_variants_that_may_be_seen) {
  put(1, "Shirt S", "shirt", 300, false);
  put(2, "Shirt M", "shirt", 100);
  put(3, "Shirt L", "shirt", 900, true, true);
  auto query = grouped(SearchOrder::newest);
  auto hit = index.search(query, all, {}).groups.at(id(1));
  EXPECT_EQ(std::tuple(hit.group, hit.variants, hit.lowest_price, hit.highest_price, hit.in_stock),
            std::tuple("shirt", 2u, 100, 300, true));
  put(2, "Shirt M", "shirt", 100, false);
  EXPECT_FALSE(index.search(query, all, {}).groups.at(id(1)).in_stock);
  query.drafts = true;
  EXPECT_EQ(index.search(query, all, {}).groups.at(id(1)).variants, 3u);
}

TEST_F(AnIndexOfVariants, shows_a_variant_with_a_picture) {
  put(1, "Shirt S", "shirt", 100);
  put(2, "Shirt M", "shirt", 100, true, false, true);
  put(3, "Shirt L", "shirt", 100, true, false, true);
  EXPECT_THAT(index.search(grouped(SearchOrder::newest), all, {}).ids, ElementsAre(id(2)));
}

TEST_F(AnIndexOfVariants, knows_a_product_that_changes_its_group_or_goes) {
  put(1, "Shirt S", "shirt", 100);
  put(2, "Shirt M", "shirt", 100);
  put(2, "Shirt M", "jersey", 100);
  EXPECT_EQ(index.search(grouped(SearchOrder::newest), all, {}).total, 2u);
  put(2, "Shirt M, plain", "", 100);
  index.remove(id(1));
  EXPECT_TRUE(index.variants().empty());
  EXPECT_THAT(index.variants().of("shirt"), IsEmpty());
}

TEST_F(AnIndexOfVariants, pages_through_groups_without_repeating_or_skipping_one) {
  for (unsigned i = 0; i < 60; ++i) put(i, "Shirt", "shirt-" + std::to_string(i % 20), 100 + i);
  for (unsigned i = 60; i < 70; ++i) put(i, "Lamp", "", 50 + i);
  EXPECT_EQ(paged(grouped(SearchOrder::price), 7, [] {}).size(), 30u);
}

}  // namespace
}  // namespace souk::inventory
