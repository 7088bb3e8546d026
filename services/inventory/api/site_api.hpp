#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/api/head.hpp"
#include "inventory/api/shell.hpp"
#include "inventory/api/sitemap.hpp"
#include "inventory/app/product_finder.hpp"
#include "inventory/store/pages.hpp"
#include "inventory/store/product_cache.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

// The shop's pages as the gateway serves them, and what search engines read of the shop. Not a part of the API: the
// gateway alone asks for these paths, and serves index.html as it was built when they are refused as unavailable.
class SiteApi {
 public:
  // Products in a file of the sitemap. A file may have 50,000 entries; the other pages are in the first one.
  static constexpr std::size_t most_products = 49'000;

  SiteApi(ProductFinder& finder, ProductCache& cache, Pages& pages, Site site, Shell shell,
          std::size_t most = most_products)
      : finder_(finder),
        cache_(cache),
        pages_(pages),
        site_(std::move(site)),
        shell_(std::move(shell)),
        most_products_(most) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> start_page(const http::Request&);
  awaitable<http::Response> product_page(const http::Request&);
  awaitable<http::Response> owners_page(const http::Request&);
  awaitable<http::Response> robots(const http::Request&);
  awaitable<http::Response> sitemap(const http::Request&);
  awaitable<http::Response> part_of_sitemap(const http::Request&);

  http::Response page(const http::Request&, const Head&);
  awaitable<std::vector<SitemapEntry>> other_pages();
  awaitable<http::Response> index(const http::Request&, Ulid last);
  awaitable<std::vector<SitemapEntry>> entries(std::vector<Ulid> products);

  ProductFinder& finder_;
  ProductCache& cache_;
  Pages& pages_;
  Site site_;
  Shell shell_;
  std::size_t most_products_;
};

}  // namespace souk::inventory
