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

// A cursor stays in the list that it comes from.
awaitable<Outcome<FoundPage>> ProductFinder::find(WantedPage wanted) {
  if (wanted.search) co_return co_await search(std::move(*wanted.search), wanted.size, std::move(wanted.cursor));
  const bool is_plain = wanted.cursor ? Ulid::parse(*wanted.cursor).has_value() : !search_.has_variants();
  if (wanted.grouped && !is_plain) {
    const SearchQuery all{.text = {}, .in_stock = {}, .drafts = wanted.drafts == Drafts::shown, .grouped = true};
    auto found = co_await search(all, wanted.size, wanted.cursor);
    if (found || wanted.cursor || found.error().code != unavailable) co_return found;
  }
  co_return co_await list(wanted.size, std::move(wanted.cursor), wanted.drafts);
}

awaitable<Outcome<FoundPage>> ProductFinder::list(std::size_t size, std::optional<std::string> cursor, Drafts drafts) {
  const auto before = cursor ? Ulid::parse(*cursor) : std::nullopt;
  if (cursor && !before) co_return of_another_list();
  auto page = co_await products_.list(size, before, drafts);
  FoundPage found{{}, page.total, page.next ? page.next->text() : ""};
  for (auto& product : page.products) found.products.push_back(ListedProduct{std::move(product)});
  co_return found;
}

awaitable<Outcome<FoundPage>> ProductFinder::search(SearchQuery query, std::size_t size,
                                                    std::optional<std::string> cursor) {
  const auto after = cursor ? parse_search_cursor(*cursor, query) : std::nullopt;
  if (cursor && !after) co_return of_another_list();
  auto hits = co_await search_.search(query, size, after);
  if (!hits) co_return std::unexpected(hits.error());
  FoundPage found{{}, hits->total, hits->next ? cursor_text(*hits->next, query) : ""};
  for (auto& product : co_await products_.find_all(std::move(hits->ids))) {
    const auto group = hits->groups.find(product.id);
    found.products.push_back(ListedProduct{std::move(product)});
    if (group != hits->groups.end()) found.products.back().summary = co_await summary(group->second);
  }
  co_return found;
}

awaitable<std::optional<GroupSummary>> ProductFinder::summary(const GroupHit& hit) {
  const auto group = co_await groups_.copy(GroupId::parse(hit.group).value());
  if (!group) co_return std::nullopt;
  co_return GroupSummary{.name = group->name,
                         .variants = decltype(GroupSummary::variants)(static_cast<std::int64_t>(hit.variants)),
                         .in_stock = hit.in_stock,
                         .cheapest = hit.cheapest,
                         .lowest_price = Price(Money::minor(hit.lowest_price)),
                         .highest_price = Price(Money::minor(hit.highest_price))};
}

awaitable<Outcome<ListedProducts>> ProductFinder::listed(std::size_t size, std::optional<Ulid> after) {
  const auto place = after ? std::optional(SearchPlace{.id = *after}) : std::nullopt;
  auto hits = co_await search_.search(SearchQuery{.text = {}, .in_stock = {}, .grouped = true}, size, place);
  if (!hits) co_return std::unexpected(hits.error());
  co_return ListedProducts{std::move(hits->ids), hits->next ? std::optional(hits->next->id) : std::nullopt};
}

awaitable<std::vector<LastChange>> ProductFinder::last_changes(std::vector<Ulid> ids) {
  std::vector<LastChange> changes;
  for (std::size_t from = 0; from < ids.size(); from += chunk) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
    const auto size = static_cast<std::ptrdiff_t>(std::min(chunk, ids.size() - from));
    for (const auto& product : co_await products_.find_all({begin, begin + size})) {
      changes.push_back({product.id, product.group, product.updated_at});
    }
  }
  co_return changes;
}

}  // namespace souk::inventory
