#pragma once

#include <string>

#include "inventory/app/sitemap.hpp"

namespace souk::inventory {

// A file in the format of sitemaps.org. `origin`: of the shop, "https://shop.example".
std::string xml_of(const SitemapFile&, const std::string& origin);

}  // namespace souk::inventory
