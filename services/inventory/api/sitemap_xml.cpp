#include "inventory/api/sitemap_xml.hpp"

#include "inventory/api/head.hpp"

namespace souk::inventory {

std::string xml_of(const SitemapFile& file, const std::string& origin) {
  const std::string root = file.is_index ? "sitemapindex" : "urlset", element = file.is_index ? "sitemap" : "url";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out.reserve(200 + 150 * file.entries.size());
  out.append("<").append(root).append(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
  for (const auto& [path, changed] : file.entries) {
    out.append("<").append(element).append("><loc>").append(escaped(origin + path)).append("</loc>");
    if (changed) {
      out += "<lastmod>";
      append_rfc3339(out, *changed);
      out += "</lastmod>";
    }
    out.append("</").append(element).append(">\n");
  }
  return out.append("</").append(root).append(">\n");
}

}  // namespace souk::inventory
