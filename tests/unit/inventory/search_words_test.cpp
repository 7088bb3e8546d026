#include "inventory/search/search_words.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words(std::string_view text) {
  return words_of(text, 100);
}

TEST(SearchWords, are_runs_of_letters_and_digits_in_lower_case) {
  EXPECT_THAT(words("Oak-wood LAMP, 60W (dimmable)!"), ElementsAre("oak", "wood", "lamp", "60w", "dimmable"));
}

TEST(SearchWords, have_no_accents_however_these_are_encoded) {
  EXPECT_THAT(words("Crème Brûlée Ålesund Łódź"), ElementsAre("creme", "brulee", "alesund", "lodz"));
  EXPECT_THAT(words("Cre\u0300me"), ElementsAre("creme"));
}

TEST(SearchWords, are_known_of_other_scripts) {
  EXPECT_THAT(words("ЧАЙНИК Καφές قهوة"), ElementsAre("чаиник", "καφεσ", "قهوة"));
}

TEST(SearchWords, an_ideograph_and_a_pictograph_are_words_by_themselves) {
  EXPECT_THAT(words("茶碗 🍐pear"), ElementsAre("茶", "碗", "🍐", "pear"));
}

TEST(SearchWords, what_an_engine_might_take_for_an_operator_only_separates) {
  EXPECT_THAT(words("\"a*\" AND NEAR(b, 2) -c ^d name:e ' ; --"),
              ElementsAre("a", "and", "near", "b", "2", "c", "d", "name", "e"));
  EXPECT_THAT(words("\"*'();:-^+{}[]\\%_"), IsEmpty());
}

TEST(SearchWords, bytes_that_are_no_text_only_separate) {
  using namespace std::string_view_literals;
  EXPECT_THAT(words("a\0b\xff\x63\xc3"sv), ElementsAre("a", "b", "c"));
  EXPECT_THAT(words("\xf0\x9f\x8d"sv), IsEmpty());
}

TEST(SearchWords, a_long_word_is_cut_between_characters) {
  EXPECT_EQ(words(std::string(1000, 'x')).at(0).size(), 61u);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "ж";
  EXPECT_EQ(words(many).at(0).size() % 2, 0u);
}

TEST(SearchWords, are_no_more_than_asked_for) {
  EXPECT_THAT(words_of("a b c d", 2), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace souk::inventory
