#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/api/group_reader.hpp"
#include "inventory/api/head.hpp"
#include "inventory/api/shell.hpp"
#include "inventory/app/product_finder.hpp"
#include "inventory/app/sitemap.hpp"
#include "inventory/store/pages.hpp"
#include "inventory/store/product_cache.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

// The shop's pages as the gateway serves them, and what search engines read of the shop. Not a part of the API: the
// gateway alone asks for these paths, and serves index.html as it was built when they are refused as unavailable.
class SiteApi {
 public:
  SiteApi(ProductCache& cache, ProductFinder& finder, GroupReader& groups, Pages& pages, Sitemap& sitemap, Site site,
          Shell shell)
      : cache_(cache),
        finder_(finder),
        groups_(groups),
        pages_(pages),
        sitemap_(sitemap),
        site_(std::move(site)),
        shell_(std::move(shell)) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> start_page(const http::Request&);
  awaitable<http::Response> product_page(const http::Request&);
  awaitable<http::Response> group_page(const http::Request&);
  awaitable<http::Response> owners_page(const http::Request&);
  awaitable<http::Response> robots(const http::Request&);
  awaitable<http::Response> sitemap(const http::Request&);
  awaitable<http::Response> part_of_sitemap(const http::Request&);

  // Those that the start page shows first; none while the search index is not complete. Throws Unavailable.
  awaitable<std::vector<ShownProduct>> newest_products();
  http::Response page(const http::Request&, const Head&, std::string_view view = {});
  http::Response xml(const http::Request&, const Outcome<SitemapFile>&) const;

  ProductCache& cache_;
  ProductFinder& finder_;
  GroupReader& groups_;
  Pages& pages_;
  Sitemap& sitemap_;
  Site site_;
  Shell shell_;
};

}  // namespace souk::inventory
