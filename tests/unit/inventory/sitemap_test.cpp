// The sitemap, with products in memory.
#include "inventory/app/sitemap.hpp"

#include "inventory/api/sitemap_xml.hpp"
#include "unit/inventory/memory_shop.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;

struct ASitemap : testing::MemoryShop {
  ProductFinder finder{products, index, groups};
  Sitemap sitemap{finder, 2};
  std::vector<WrittenPage> pages{{PageName::returns, Version(1), Timestamp(Milliseconds(1))}};

  SitemapFile whole() { return run(sitemap.whole(pages)).value(); }
  SitemapFile part(const std::string& path) {
    return run(sitemap.part(path.substr(path.rfind('/') + 1), pages)).value();
  }
  static std::vector<std::string> paths(const SitemapFile& file) {
    std::vector<std::string> paths;
    for (const auto& entry : file.entries) paths.push_back(entry.path);
    return paths;
  }
  std::string path() { return "/products/" + lamp().id.text(); }
};

TEST_F(ASitemap, of_a_small_shop_is_one_file) {
  const auto a = path(), b = path();
  EXPECT_FALSE(whole().is_index);
  EXPECT_THAT(paths(whole()), ElementsAre("/", "/pages/returns", b, a));
}

TEST_F(ASitemap, of_a_large_shop_is_an_index_whose_parts_have_every_product_once) {
  std::vector<std::string> newest_first;
  for (int i = 0; i < 5; ++i) newest_first.insert(newest_first.begin(), path());
  EXPECT_TRUE(whole().is_index);
  const auto parts = paths(whole());
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_THAT(paths(part(parts[0])), ElementsAre("/", "/pages/returns"));
  std::vector<std::string> found;
  for (std::size_t i = 1; i < parts.size(); ++i) std::ranges::copy(paths(part(parts[i])), std::back_inserter(found));
  EXPECT_EQ(found, newest_first);
}

TEST_F(ASitemap, leaves_out_what_was_deleted_since_the_index_read_it) {
  const auto kept = path();
  products.products.erase(lamp().id);
  EXPECT_THAT(paths(part("newest.xml")), ElementsAre(kept));
}

TEST_F(ASitemap, has_no_other_parts_and_waits_for_the_index) {
  for (auto name : {"", "x", "x.xml", "newest", "01ARZ3NDEKTSV4RRFFQ69G5FAV"}) {
    EXPECT_EQ(run(sitemap.part(name, pages)).error().code, page_not_found) << name;
  }
  index.complete = false;
  EXPECT_EQ(run(sitemap.whole(pages)).error().code, unavailable);
}

TEST_F(ASitemap, says_when_a_page_changed_if_that_is_known) {
  EXPECT_EQ(xml_of(whole(), "https://a.example?&"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            "<url><loc>https://a.example?&amp;/</loc></url>\n"
            "<url><loc>https://a.example?&amp;/pages/returns</loc><lastmod>1970-01-01T00:00:00.001Z</lastmod></url>\n"
            "</urlset>\n");
  EXPECT_EQ(xml_of({.is_index = true, .entries = {{"/a.xml"}}}, "b"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            "<sitemap><loc>b/a.xml</loc></sitemap>\n"
            "</sitemapindex>\n");
}

}  // namespace
}  // namespace souk::inventory
