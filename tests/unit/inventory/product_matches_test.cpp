#include "inventory/search/product_matches.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

const Ulid lamp(1, 1), tray(1, 2), rug(1, 3);

TEST(ProductMatches, a_product_is_found_by_its_sku_and_by_any_spelling_of_its_name) {
  ProductMatches matches;
  matches.put(lamp, "L-1", "Brass lamp");
  EXPECT_THAT(matches.by_sku("L-1"), ElementsAre(lamp));
  EXPECT_THAT(matches.by_sku("l-1"), IsEmpty());
  EXPECT_THAT(matches.by_name(" BRASS  lamp"), ElementsAre(lamp));
  EXPECT_THAT(matches.by_name("Brass"), IsEmpty());
}

TEST(ProductMatches, several_may_have_a_name_and_none_has_the_empty_sku) {
  ProductMatches matches;
  for (const auto& id : {lamp, tray, rug}) matches.put(id, "", "Lamp");
  EXPECT_THAT(matches.by_name("lamp"), UnorderedElementsAre(lamp, tray, rug));
  EXPECT_THAT(matches.by_sku(""), IsEmpty());
}

TEST(ProductMatches, a_renamed_or_removed_product_is_not_found_by_its_old_name) {
  ProductMatches matches;
  matches.put(lamp, "L-1", "Lamp");
  matches.put(tray, "L-2", "Lamp");
  matches.put(lamp, "L-3", "Lantern");
  EXPECT_THAT(matches.by_name("Lamp"), ElementsAre(tray));
  EXPECT_THAT(matches.by_sku("L-1"), IsEmpty());
  EXPECT_THAT(matches.by_sku("L-3"), ElementsAre(lamp));
  matches.remove(tray);
  matches.remove(rug);
  EXPECT_THAT(matches.by_name("Lamp"), IsEmpty());
  matches.put(rug, "", "Lamp");
  EXPECT_THAT(matches.by_name("Lamp"), ElementsAre(rug));
}

// Makes many changes of fifty products with ten names, and compares with a map.
TEST(ProductMatches, it_agrees_with_a_map_after_any_changes) {
  std::mt19937 random(1);
  ProductMatches matches;
  std::map<Ulid, std::string> names;
  for (int i = 0; i < 20'000; ++i) {
    const Ulid id(7, random() % 50);
    if (random() % 3 == 0) {
      matches.remove(id);
      names.erase(id);
    } else {
      const auto name = "name " + std::to_string(random() % 10);
      matches.put(id, name, name);
      names[id] = name;
    }
    const auto asked = "name " + std::to_string(random() % 10);
    std::vector<Ulid> expected;
    for (const auto& [known, name] : names) {
      if (name == asked) expected.push_back(known);
    }
    ASSERT_THAT(matches.by_name(asked), UnorderedElementsAreArray(expected));
    ASSERT_THAT(matches.by_sku(asked), UnorderedElementsAreArray(expected));
  }
}

}  // namespace
}  // namespace souk::inventory
