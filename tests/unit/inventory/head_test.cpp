// What pages say about themselves: complete, escaped, of the shop's own address.
#include "inventory/api/head.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "unit/in_currency.hpp"

namespace souk::inventory {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const Site site{.url = "https://shop.example", .name = "Ada", .fee_percent = 20};

ShownProduct shown_lamp() {
  return {.id = Ulid::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").value(),
          .name = ProductName("Lamp"),
          .price = Price(Money::minor(1999)),
          .available = Stock(5),
          .description = Description(""),
          .image = Image(),
          .sku = Sku(""),
          .images = {}};
}

boost::json::object data_in(const std::string& html) {
  const auto begin = html.find("ld+json\">") + 9;
  return boost::json::parse(html.substr(begin, html.find("</script>", begin) - begin)).as_object();
}

TEST(AHead, has_the_price_that_the_buyer_pays_in_the_shops_currency) {
  const auto offer = [] { return data_in(html(product_head(shown_lamp(), site), site)).at("offers").as_object(); };
  EXPECT_EQ(offer().at("price"), "23.99");
  EXPECT_EQ(offer().at("priceCurrency"), "USD");
  const testing::InCurrency yen("JPY");
  EXPECT_EQ(offer().at("price"), "2399.0");
  EXPECT_EQ(offer().at("priceCurrency"), "JPY");
}

TEST(AHead, says_whether_the_product_can_be_bought) {
  auto product = shown_lamp();
  product.available = Stock(0);
  const auto text = html(product_head(product, site), site);
  EXPECT_EQ(data_in(text).at("offers").at("availability"), "https://schema.org/SoldOut");
  EXPECT_THAT(text, HasSubstr("content=\"out of stock\""));
}

TEST(AHead, names_only_a_picture_that_the_page_shows) {
  auto product = shown_lamp();
  const auto image_of = [&](std::string image) {
    product.image = Image(std::move(image));
    return product_head(product, site).image;
  };
  EXPECT_EQ(image_of("/a.jpg"), "https://shop.example/a.jpg");
  EXPECT_EQ(image_of("https://shop.example/a.jpg"), "https://shop.example/a.jpg");
  EXPECT_EQ(image_of("https://shop.example.evil/a.jpg"), "");
  EXPECT_EQ(image_of("http://shop.example/a.jpg"), "");
  EXPECT_EQ(image_of(""), "");
  EXPECT_THAT(html(product_head(product, site), site), HasSubstr("https://shop.example/share.png"));
  const auto hash = ImageHash::parse(std::string(32, 'a')).value();
  product.images = {{.hash = hash, .alt = AltText(""), .width = Pixels(900), .height = PixelsDown(600)}};
  EXPECT_EQ(image_of("/a.jpg"), "https://shop.example/media/" + hash.text() + "-900.webp");
}

TEST(AHead, keeps_a_hostile_name_inside_its_quotes) {
  auto product = shown_lamp();
  product.name = ProductName("\"><script>alert(1)</script><!--'&amp;\\");
  const auto text = html(product_head(product, site), site);
  EXPECT_THAT(text, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(text, Not(HasSubstr("<!--")));
  EXPECT_THAT(text,
              HasSubstr("<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--'&amp;amp;\\ · Ada</title>"));
  EXPECT_EQ(data_in(text).at("name"), boost::json::value(product.name.value()));
}

TEST(AHead, of_a_missing_page_has_no_address_and_is_not_indexed) {
  const auto text = html(missing_head("Product not found"), site);
  EXPECT_THAT(text, HasSubstr("<meta data-page name=\"robots\" content=\"noindex\" />"));
  EXPECT_THAT(text, Not(HasSubstr("canonical")));
  EXPECT_THAT(text, Not(HasSubstr("og:")));
}

TEST(AHead, of_a_group_names_every_variant_and_the_lowest_price) {
  const auto shirt = GroupId::parse("friday-shirt").value();
  const auto sizes = GroupOption{.name = OptionName("Size"), .values = {}};
  const auto sleeves = GroupOption{.name = OptionName("sleeves"), .values = {}};
  Group group{.id = shirt,
              .name = ProductName("Shirt"),
              .description = Description("Of cotton"),
              .options = {},
              .version = {},
              .created_at = {},
              .updated_at = {}};
  group.options.push_back(sizes);
  group.options.push_back(sleeves);
  auto small = shown_lamp(), large = shown_lamp();
  small.options = {.all = {{OptionName("Size"), OptionValue("S")}, {OptionName("sleeves"), OptionValue("long")}}};
  small.price = Price(Money::minor(1000));
  small.available = Stock(0);
  large.image = Image("/shirt.webp");
  const auto head = group_head(group, {large, small}, site);
  const auto text = html(head, site);
  EXPECT_THAT(text,
              HasSubstr("<link data-page rel=\"canonical\" href=\"https://shop.example/groups/friday-shirt\" />"));
  EXPECT_THAT(text, HasSubstr("property=\"product:price:amount\" content=\"12.0\""));
  EXPECT_EQ(head.image, "https://shop.example/shirt.webp");
  const auto data = data_in(text);
  EXPECT_EQ(data.at("@type"), "ProductGroup");
  const auto& second = data.at("hasVariant").as_array().at(1).as_object();
  EXPECT_EQ(second.at("offers").at("availability"), "https://schema.org/SoldOut");
  EXPECT_EQ(second.at("image"), "https://shop.example/shirt.webp");
  EXPECT_EQ(second.at("size"), "S");
  EXPECT_EQ(second.at("additionalProperty").at(0).at("value"), "long");
  EXPECT_EQ(data.at("variesBy"), (boost::json::array{"https://schema.org/size", "sleeves"}));
}

TEST(AHead, of_a_variant_leads_to_its_group) {
  auto product = shown_lamp();
  product.group = OfGroup{GroupId::parse("friday-shirt")};
  EXPECT_EQ(product_head(product, site).path, "/groups/friday-shirt");
}

TEST(AnExcerpt, is_one_line) {
  EXPECT_EQ(excerpt(" \n a\t\tb\u00a0\u2028c \r\n", 100), "a b c");
  EXPECT_EQ(excerpt(" \n ", 100), "");
}

TEST(AnExcerpt, is_cut_between_words_and_never_inside_a_character) {
  EXPECT_EQ(excerpt("one two three", 13), "one two three");
  EXPECT_EQ(excerpt("one two three", 12), "one two…");
  EXPECT_EQ(excerpt("one two three", 7), "one two…");
  EXPECT_EQ(excerpt("one two   ", 7), "one two");
  EXPECT_EQ(excerpt("語語語語", 3), "語語語…");
}

}  // namespace
}  // namespace souk::inventory
