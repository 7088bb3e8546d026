// Groups: their ids, the options of their products, and what fits.
#include "inventory/domain/group.hpp"

#include <gmock/gmock.h>

#include "inventory/app/variant_rules.hpp"

namespace souk::inventory {
namespace {

using describe::Scalar;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

GroupOption option(std::string name, std::vector<std::string> values) {
  GroupOption option{.name = OptionName(std::move(name)), .values = {}};
  for (auto& value : values) option.values.push_back(OptionValue(std::move(value)));
  return option;
}

GroupOptions options(std::vector<GroupOption> all) {
  GroupOptions options;
  options.assign(all.begin(), all.end());
  return options;
}

ProductOptions chosen(std::string_view json) {
  return Scalar<ProductOptions>::from_text(json).value();
}

const GroupId shirt = GroupId::parse("friday-shirt").value();

Group a_shirt() {
  return {.id = shirt,
          .name = ProductName("Friday shirt"),
          .description = {},
          .options = options({option("size", {"S", "M", "L"}), option("colour", {"red", "blue"})}),
          .version = Version(1),
          .created_at = {},
          .updated_at = {}};
}

TEST(GroupId, is_words_of_small_letters_and_digits) {
  for (const auto* id : {"a", "friday-shirt", "2026-11-27"}) EXPECT_TRUE(GroupId::parse(id)) << id;
  for (const auto* id : {"", "-a", "a-", "a--b", "A", "a b", "a_b", "\xc3\xa4", "a/b"}) {
    EXPECT_FALSE(GroupId::parse(id)) << id;
  }
  EXPECT_TRUE(GroupId::parse(std::string(60, 'a')));
  EXPECT_FALSE(GroupId::parse(std::string(61, 'a')));
}

TEST(ProductOptions, are_one_text_in_whatever_order_they_came) {
  const auto options = chosen(R"({"size":"M","colour":"red"})");
  EXPECT_EQ(Scalar<ProductOptions>::text(options), R"({"colour":"red","size":"M"})");
  EXPECT_EQ(options, chosen(R"({"colour":"red","size":"M"})"));
  EXPECT_EQ(Scalar<ProductOptions>::text(chosen("{}")), "");
}

TEST(ProductOptions, are_at_most_three_names_with_texts) {
  for (const auto* wrong : {R"({"a":"1","b":"2","c":"3","d":"4"})", R"({"size":1})", R"({"":"M"})", R"({"size":" "})",
                            R"([])", R"({"size":"M","size":"L"})"}) {
    EXPECT_FALSE(Scalar<ProductOptions>::from_text(wrong)) << wrong;
  }
}

TEST(AGroup, takes_a_product_with_one_of_its_values_for_each_option) {
  EXPECT_THAT(misfits(chosen(R"({"size":"M","colour":"red"})"), a_shirt()), IsEmpty());
  const auto why = [](std::string_view json) { return misfits(chosen(json), a_shirt()).at(0); };
  EXPECT_THAT(why(R"({"size":"M"})").msg, HasSubstr("\"colour\""));
  EXPECT_THAT(why(R"({"size":"XL","colour":"red"})").msg, HasSubstr("S, M, L"));
  EXPECT_THAT(why(R"({"size":"M","colour":"red","fit":"slim"})").msg, HasSubstr("\"fit\""));
  EXPECT_EQ(why("{}").loc, Location{"options"});
}

TEST(AGroup, has_its_variants_in_the_order_of_its_values) {
  EXPECT_THAT(place_in(a_shirt(), chosen(R"({"size":"M","colour":"red"})")), ElementsAre(1, 0));
  EXPECT_LT(place_in(a_shirt(), chosen(R"({"size":"S","colour":"blue"})")),
            place_in(a_shirt(), chosen(R"({"size":"M","colour":"red"})")));
  EXPECT_THAT(place_in(a_shirt(), chosen(R"({"size":"XL"})")), ElementsAre(3, 2));
}

TEST(AGroup, gets_the_values_that_it_lacks_at_the_end_and_no_option) {
  const auto needed = options({option("size", {"XL", "M"}), option("fit", {"slim"})});
  const auto extended = with_needed(a_shirt().options, needed);
  EXPECT_EQ(extended, options({option("size", {"S", "M", "L", "XL"}), option("colour", {"red", "blue"})}));
  EXPECT_EQ(without_repeats(options({option("size", {"S", "S", "M"})})), options({option("size", {"S", "M"})}));
}

TEST(AGroup, has_each_value_of_an_option_once) {
  EXPECT_THAT(repeated_values(a_shirt().options), IsEmpty());
  const auto faults = repeated_values(options({option("size", {"S"}), option("colour", {"red", "red"})}));
  EXPECT_EQ(faults.at(0).loc, (Location{"options", std::size_t{1}, "values"}));
}

TEST(VariantRules, refuse_what_the_shop_could_not_show) {
  const Ulid m(1, 1), l(1, 2);
  const OfGroup of{shirt};
  const auto medium = chosen(R"({"size":"M","colour":"red"})"), large = chosen(R"({"size":"L","colour":"red"})");
  VariantRules rules({{shirt, a_shirt()}}, {{shirt, {{m, medium}}}});
  EXPECT_EQ(rules.take({}, OfGroup(), medium).at(0).loc, Location{"options"});
  EXPECT_EQ(rules.take({}, OfGroup{GroupId::parse("none")}, medium).at(0).loc, Location{"group"});
  EXPECT_THAT(rules.take({}, of, medium).at(0).msg, HasSubstr("Another product"));
  EXPECT_THAT(rules.take(m, of, medium), IsEmpty());
  EXPECT_THAT(rules.take({}, of, large), IsEmpty());
  EXPECT_THAT(rules.take(l, of, large).at(0).msg, HasSubstr("Another product"));
}

TEST(VariantRules, allow_a_hundred_products_of_a_group) {
  auto group = a_shirt();
  group.options = options({option("size", {})});
  for (int i = 0; i < 101; ++i) group.options[0].values.push_back(OptionValue(std::to_string(i)));
  VariantRules rules({{shirt, group}}, {});
  const auto take = [&](int i) {
    return rules.take({}, OfGroup{shirt}, chosen(R"({"size":")" + std::to_string(i) + "\"}"));
  };
  for (int i = 0; i < 100; ++i) ASSERT_THAT(take(i), IsEmpty());
  EXPECT_EQ(take(100).at(0).loc, Location{"group"});
}

}  // namespace
}  // namespace souk::inventory
