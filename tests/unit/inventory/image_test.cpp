#include "inventory/domain/image.hpp"

#include <gtest/gtest.h>

namespace souk::inventory {
namespace {

TEST(Image, is_a_web_address_or_a_path_of_the_shop_or_nothing) {
  for (std::string_view text : {"", "https://example.com/a.jpg?x=1#y", "http://localhost/a", "/images/a.jpg"}) {
    EXPECT_TRUE(Image::valid(text)) << text;
  }
}

TEST(Image, nothing_that_a_browser_would_run_or_fetch_from_elsewhere_by_surprise) {
  for (std::string_view text : {"javascript:alert(1)", "data:text/html,x", "//evil.example/a", "images/a.jpg", " /a",
                                "/a b", "/a\n", "ftp://x", "HTTPS://x\x7f"}) {
    EXPECT_FALSE(Image::valid(text)) << text;
  }
}

TEST(Image, is_at_most_2000_bytes) {
  EXPECT_TRUE(Image::valid("/" + std::string(Image::max - 1, 'a')));
  EXPECT_FALSE(Image::valid("/" + std::string(Image::max, 'a')));
}

}  // namespace
}  // namespace souk::inventory
