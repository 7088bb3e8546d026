#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/app/product_finder.hpp"
#include "inventory/domain/shop_page.hpp"

namespace souk::inventory {

// A file of the sitemap: paths of pages, or of the files that have them.
struct SitemapFile {
  struct Entry {
    std::string path;                       // "/products/..."
    std::optional<Timestamp> changed = {};  // when what is there last changed, if it is known
  };
  bool is_index = false;
  std::vector<Entry> entries;
};

// What search engines may know: the start page, the owner's pages, and every product or group that shoppers find.
// Throws Unavailable when the database is down.
class Sitemap {
 public:
  // Products in a file, which may have 50,000 entries: the other pages fit beside them.
  static constexpr std::size_t most = 49'000;

  explicit Sitemap(ProductFinder& finder, std::size_t most_products = most)
      : finder_(finder), most_products_(most_products) {}

  // Everything, or the index of its parts. Refused: unavailable while the search index is not complete.
  awaitable<Outcome<SitemapFile>> whole(std::vector<WrittenPage>);
  // A part by its name: "pages.xml", "newest.xml", or the last product of the part before it. Refused: page_not_found,
  // unavailable.
  awaitable<Outcome<SitemapFile>> part(std::string name, std::vector<WrittenPage>);

 private:
  awaitable<Outcome<SitemapFile>> index(Ulid last_of_first);
  awaitable<Outcome<SitemapFile>> products(std::optional<Ulid> after);
  awaitable<void> add(SitemapFile&, std::vector<Ulid> products);

  ProductFinder& finder_;
  std::size_t most_products_;
};

}  // namespace souk::inventory
