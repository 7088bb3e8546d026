#include "inventory/app/sitemap.hpp"

#include "inventory/domain/refusals.hpp"

namespace souk::inventory {
namespace {

constexpr std::string_view suffix = ".xml";

SitemapFile other_pages(const std::vector<WrittenPage>& written) {
  SitemapFile file{.entries = {{"/"}}};
  for (const auto& page : written) {
    file.entries.push_back({"/pages/" + describe::Scalar<PageName>::text(page.name), page.updated_at});
  }
  return file;
}

}  // namespace

awaitable<Outcome<SitemapFile>> Sitemap::whole(std::vector<WrittenPage> written) {
  auto listed = co_await finder_.listed(most_products_, {});
  if (!listed) co_return std::unexpected(listed.error());
  if (listed->next) co_return co_await index(*listed->next);
  auto file = other_pages(written);
  co_await add(file, std::move(listed->ids));
  co_return file;
}

awaitable<Outcome<SitemapFile>> Sitemap::part(std::string name, std::vector<WrittenPage> written) {
  if (name == "pages.xml") co_return other_pages(written);
  if (name == "newest.xml") co_return co_await products({});
  const auto after = name.ends_with(suffix) ? Ulid::parse(name.substr(0, name.size() - suffix.size())) : std::nullopt;
  if (!after) co_return refuse(page_not_found, "The sitemap has no such part.");
  co_return co_await products(after);
}

awaitable<Outcome<SitemapFile>> Sitemap::index(Ulid last_of_first) {
  SitemapFile file{.is_index = true, .entries = {{"/sitemaps/pages.xml"}, {"/sitemaps/newest.xml"}}};
  for (auto last = std::optional(last_of_first); last;) {
    file.entries.push_back({"/sitemaps/" + last->text() + std::string(suffix)});
    const auto listed = co_await finder_.listed(most_products_, last);
    if (!listed) co_return std::unexpected(listed.error());
    last = listed->next;
  }
  co_return file;
}

awaitable<Outcome<SitemapFile>> Sitemap::products(std::optional<Ulid> after) {
  auto listed = co_await finder_.listed(most_products_, after);
  if (!listed) co_return std::unexpected(listed.error());
  SitemapFile file;
  co_await add(file, std::move(listed->ids));
  co_return file;
}

awaitable<void> Sitemap::add(SitemapFile& file, std::vector<Ulid> products) {
  for (const auto& [id, group, changed] : co_await finder_.last_changes(std::move(products))) {
    const auto path = group.value ? "/groups/" + group.value->text() : "/products/" + id.text();
    file.entries.push_back({path, changed});
  }
}

}  // namespace souk::inventory
