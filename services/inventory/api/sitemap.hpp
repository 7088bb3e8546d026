// The files of sitemaps.org, for search engines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace souk::inventory {

struct SitemapEntry {
  std::string url;
  std::optional<Timestamp> changed = {};
};

std::string sitemap_of(const std::vector<SitemapEntry>& pages);
std::string index_of(const std::vector<SitemapEntry>& sitemaps);

}  // namespace souk::inventory
