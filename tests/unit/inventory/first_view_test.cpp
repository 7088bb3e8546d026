// What a page shows until its script runs: the pictures that the script will show, and nothing that could be markup.
#include "inventory/api/first_view.hpp"

#include <gmock/gmock.h>

namespace souk::inventory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto hash = "0123456789abcdef0123456789abcdef";

ShownProduct shown(std::vector<ProductImage> images, std::string address = {}) {
  return {.id = Ulid::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").value(),
          .name = ProductName("Lamp"),
          .price = Price(Money::minor(1999)),
          .available = Stock(5),
          .description = Description(""),
          .image = Image(std::move(address)),
          .sku = Sku(""),
          .images = std::move(images)};
}

ProductImage picture(int width) {
  return {*ImageHash::parse(hash), AltText(""), Pixels(width), PixelsDown(width)};
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(AFirstView, lets_the_browser_choose_among_the_files_of_an_uploaded_picture) {
  EXPECT_THAT(product_view("Lamp", shown({picture(1280)})),
              HasSubstr("srcset=\"/media/0123456789abcdef0123456789abcdef-320.webp 320w, "
                        "/media/0123456789abcdef0123456789abcdef-640.webp 640w, "
                        "/media/0123456789abcdef0123456789abcdef-1280.webp 1280w\""));
  EXPECT_THAT(product_view("Lamp", shown({picture(320)})),
              HasSubstr("srcset=\"/media/0123456789abcdef0123456789abcdef-320.webp 320w\""));
}

TEST(AFirstView, has_the_picture_at_an_address_on_the_shops_own_origin_only) {
  EXPECT_THAT(product_view("Lamp", shown({}, "/images/a\"b.jpg")), HasSubstr("src=\"/images/a&quot;b.jpg\""));
  for (const auto* address :
       {"https://elsewhere.example/a.jpg", "//elsewhere.example/a.jpg", "/\\elsewhere.example/a.jpg"}) {
    EXPECT_THAT(product_view("Lamp", shown({}, address)), Not(HasSubstr("<img"))) << address;
  }
  EXPECT_THAT(product_view("Lamp", shown({})), Not(HasSubstr("<img")));
}

TEST(AFirstView, of_a_product_says_its_name_as_text) {
  EXPECT_THAT(product_view("<b>\"Lamp\" & more", shown({})),
              HasSubstr("<h1 dir=\"auto\">&lt;b&gt;&quot;Lamp&quot; &amp; more</h1>"));
}

TEST(AFirstView, of_the_start_page_loads_one_picture_before_all_others) {
  const auto view = start_view({shown({}), shown({picture(640)}), shown({picture(640)})});
  EXPECT_THAT(view, StartsWith("<div class=\"first-list\">"));
  EXPECT_EQ(count(view, "<img"), 2u);
  EXPECT_EQ(count(view, "fetchpriority=\"high\""), 1u);
  EXPECT_EQ(count(view, "loading=\"lazy\""), 1u);
  EXPECT_EQ(count(view, "<div></div>"), 1u);
}

TEST(AFirstView, of_a_shop_without_products_leaves_what_the_build_has) {
  EXPECT_EQ(start_view({}), "");
}

}  // namespace
}  // namespace souk::inventory
