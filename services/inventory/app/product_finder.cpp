#include "inventory/app/product_finder.hpp"

#include <algorithm>

#include "inventory/search/search_cursor.hpp"

namespace souk::inventory {
namespace {

// Products read at once, so that other requests get their turn between.
constexpr std::size_t chunk = 100;

std::unexpected<Refusal> of_another_list() {
  return std::unexpected(
      not_valid({{{"cursor"}, std::string(foreign_cursor), "Input should be a cursor of the same query"}}));
}

}  // namespace

awaitable<Outcome<FoundPage>> ProductFinder::find(WantedPage wanted) {
  if (!wanted.search) return list(wanted.size, std::move(wanted.cursor), wanted.drafts);
  return search(std::move(*wanted.search), wanted.size, std::move(wanted.cursor));
}

awaitable<Outcome<FoundPage>> ProductFinder::list(std::size_t size, std::optional<std::string> cursor, Drafts drafts) {
  const auto before = cursor ? Ulid::parse(*cursor) : std::nullopt;
  if (cursor && !before) co_return of_another_list();
  auto page = co_await products_.list(size, before, drafts);
  co_return FoundPage{std::move(page.products), page.total, page.next ? page.next->text() : ""};
}

awaitable<Outcome<FoundPage>> ProductFinder::search(SearchQuery query, std::size_t size,
                                                    std::optional<std::string> cursor) {
  const auto after = cursor ? parse_search_cursor(*cursor, query) : std::nullopt;
  if (cursor && !after) co_return of_another_list();
  auto hits = co_await search_.search(query, size, after);
  if (!hits) co_return std::unexpected(hits.error());
  auto products = co_await products_.find_all(std::move(hits->ids));
  co_return FoundPage{std::move(products), hits->total, hits->next ? cursor_text(*hits->next, query) : ""};
}

awaitable<Outcome<ListedProducts>> ProductFinder::listed(std::size_t size, std::optional<Ulid> after) {
  const auto place = after ? std::optional(SearchPlace{.id = *after}) : std::nullopt;
  auto hits = co_await search_.search(SearchQuery(), size, place);
  if (!hits) co_return std::unexpected(hits.error());
  co_return ListedProducts{std::move(hits->ids), hits->next ? std::optional(hits->next->id) : std::nullopt};
}

awaitable<std::vector<LastChange>> ProductFinder::last_changes(std::vector<Ulid> ids) {
  std::vector<LastChange> changes;
  for (std::size_t from = 0; from < ids.size(); from += chunk) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
    const auto size = static_cast<std::ptrdiff_t>(std::min(chunk, ids.size() - from));
    for (const auto& product : co_await products_.find_all({begin, begin + size})) {
      changes.push_back({product.id, product.updated_at});
    }
  }
  co_return changes;
}

}  // namespace souk::inventory
