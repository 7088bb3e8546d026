#include "inventory/domain/product_images.hpp"

#include <gtest/gtest.h>

namespace souk::inventory {
namespace {

using Images = describe::Scalar<ProductImages>;

ImageHash hash_of(char digit) {
  return ImageHash::parse(std::string(32, digit)).value();
}

TEST(ImageHash, has_32_lower_case_hexadecimal_digits) {
  EXPECT_TRUE(ImageHash::parse("0123456789abcdef0123456789abcdef"));
  for (std::string_view text :
       {"", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0", "0123456789ABCDEF0123456789abcdef",
        "../3456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcde\n"}) {
    EXPECT_FALSE(ImageHash::parse(text)) << text;
  }
}

TEST(ProductImages, are_the_same_after_they_were_stored) {
  const ProductImages images{{{hash_of('a'), AltText("\"Lamp\" <1>"), Pixels(1280), PixelsDown(960)},
                              {hash_of('b'), AltText(""), Pixels(1), PixelsDown(10)}}};
  EXPECT_EQ(Images::from_text(Images::text(images)).value(), images);
  EXPECT_EQ(Images::text({}), "");
  EXPECT_EQ(Images::from_text("").value(), ProductImages{});
  EXPECT_FALSE(Images::from_text("{\"images\":[{}]}"));
}

TEST(ProductImages, are_an_array_in_an_answer) {
  std::string json;
  Images::write({{{hash_of('a'), AltText("x"), Pixels(2), PixelsDown(3)}}}, json);
  EXPECT_EQ(json, "[{\"hash\":\"" + std::string(32, 'a') + "\",\"alt\":\"x\",\"width\":2,\"height\":3}]");
  json.clear();
  Images::write({}, json);
  EXPECT_EQ(json, "[]");
}

TEST(Arrangement, names_no_picture_twice) {
  const auto one = R"({"hash":")" + std::string(32, 'a') + R"(","alt":""})";
  EXPECT_TRUE(describe::from_json<Arrangement>(R"({"images":[)" + one + "]}"));
  EXPECT_FALSE(describe::from_json<Arrangement>(R"({"images":[)" + one + "," + one + "]}"));
}

}  // namespace
}  // namespace souk::inventory
