#include "inventory/domain/image.hpp"

#include <gmock/gmock.h>

#include <regex>

namespace souk::inventory {
namespace {

using ::testing::HasSubstr;

std::string problem(std::string_view text) {
  return std::string(Image::problem(text).value_or(""));
}

TEST(Image, is_a_web_address_or_a_path_of_the_shop_or_nothing) {
  for (std::string_view text : {"", "https://example.com/a.jpg?x=1#y", "http://localhost/a", "/images/a.jpg",
                                "https://shop.example/w_300,h_200/a.jpg", "https://proxy.example/?url=https://x/a;b|c",
                                "https://shop.example/Caf%C3%A9%20lampe.jpg"}) {
    EXPECT_EQ(problem(text), "") << text;
  }
}

TEST(Image, is_nothing_that_a_browser_would_run_or_fetch_from_another_place) {
  for (std::string_view text : {"javascript:alert(1)", "data:text/html,x", "//evil.example/a", "images/a.jpg", " /a",
                                "/a b", "/a\n", "ftp://x", "HTTPS://x\x7f"}) {
    EXPECT_NE(problem(text), "") << text;
  }
}

TEST(Image, is_one_address_and_not_a_list) {
  for (std::string_view text : {"https://a.example/a.jpg,https://a.example/b.jpg", "http://a/1;http://a/2",
                                "https://a/1|https://a/2", "https://a/1, https://a/2", "/a.jpg,https://a/2"}) {
    EXPECT_THAT(problem(text), HasSubstr("one address, not a list")) << text;
  }
}

TEST(Image, a_refusal_of_unencoded_characters_says_what_to_do) {
  EXPECT_THAT(problem("https://shop.example/Caf\u00e9 lampe.jpg"), HasSubstr("percent-encoded"));
  EXPECT_THAT(problem("/a b.jpg"), HasSubstr("percent-encoded"));
  EXPECT_THAT(problem("data:image/png;base64,AAAA"), HasSubstr("not the picture itself"));
}

TEST(Image, is_at_most_2000_bytes) {
  EXPECT_EQ(problem("/" + std::string(Image::max - 1, 'a')), "");
  EXPECT_THAT(problem("/" + std::string(Image::max, 'a')), HasSubstr("at most 2000"));
}

TEST(Image, its_schema_accepts_the_same_texts) {
  const std::regex pattern(describe::Scalar<Image>::schema().at("pattern").as_string().c_str());
  for (std::string_view text : {"", "/a.jpg", "https://a/b,c", "https://a/?u=https://b", "//a", "/a b", "x", "data:,",
                                "https://a,https://b", "/a|http://b", "http://a/\u00e9", "https://", "/"}) {
    EXPECT_EQ(std::regex_search(std::string(text), pattern), problem(text).empty()) << text;
  }
}

}  // namespace
}  // namespace souk::inventory
