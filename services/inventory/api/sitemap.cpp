#include "inventory/api/sitemap.hpp"

#include <string_view>

#include "inventory/api/head.hpp"

namespace souk::inventory {
namespace {

std::string document(std::string_view root, std::string_view element, const std::vector<SitemapEntry>& entries) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";
  out.reserve(100 + 150 * entries.size());
  out.append(root).append(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
  for (const auto& [url, changed] : entries) {
    out.append("<").append(element).append("><loc>").append(escaped(url)).append("</loc>");
    if (changed) {
      out += "<lastmod>";
      append_rfc3339(out, *changed);
      out += "</lastmod>";
    }
    out.append("</").append(element).append(">\n");
  }
  return out.append("</").append(root).append(">\n");
}

}  // namespace

std::string sitemap_of(const std::vector<SitemapEntry>& pages) {
  return document("urlset", "url", pages);
}

std::string index_of(const std::vector<SitemapEntry>& sitemaps) {
  return document("sitemapindex", "sitemap", sitemaps);
}

}  // namespace souk::inventory
