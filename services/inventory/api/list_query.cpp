#include "inventory/api/list_query.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "http/message.hpp"
#include "inventory/search/search_cursor.hpp"
#include "rest/message.hpp"

namespace souk::inventory {
namespace {

constexpr std::array<std::pair<std::string_view, SearchOrder>, 5> sorts = {{
    {"newest", SearchOrder::newest},
    {"price", SearchOrder::price},
    {"-price", SearchOrder::price_descending},
    {"name", SearchOrder::name},
    {"-name", SearchOrder::name_descending},
}};
using Choice = decltype(sorts)::value_type;

}  // namespace

// All products, newest first: the lists in Redis answer that without the search index.
WantedPage ListQuery::page() const {
  WantedPage wanted{.search = {}, .size = size(), .cursor = {}};
  if (cursor) wanted.cursor = cursor->text;
  if (!q && !in_stock && (!sort || sort->order == SearchOrder::newest)) return wanted;
  SearchQuery query{.text = {}, .in_stock = in_stock, .order = q ? SearchOrder::relevance : SearchOrder::newest};
  if (q) query.text = q->value();
  if (sort) query.order = sort->order;
  wanted.search = std::move(query);
  return wanted;
}

std::string ListQuery::link_to(const std::string& next_cursor) const {
  auto next = *this;
  next.limit = describe::Integer<1, 100>(static_cast<std::int64_t>(size()));
  next.cursor = PageCursor{next_cursor};
  return rest::link_to_next("/products", describe::to_fields(next));
}

}  // namespace souk::inventory

namespace souk::describe {

using inventory::Choice;
using inventory::sorts;

std::string Scalar<souk::inventory::Sort>::text(Sort sort) {
  return std::string(std::ranges::find(sorts, sort.order, &Choice::second)->first);
}

std::expected<souk::inventory::Sort, Wrong> Scalar<souk::inventory::Sort>::from_text(std::string_view text) {
  const auto* found = std::ranges::find(sorts, text, &Choice::first);
  if (found != sorts.end()) return Sort{found->second};
  std::vector<std::string_view> names;
  for (const auto& [name, order] : sorts) names.push_back(name);
  return std::unexpected(not_among(names));
}

boost::json::object Scalar<souk::inventory::Sort>::schema() {
  boost::json::array names;
  for (const auto& [name, order] : sorts) names.emplace_back(name);
  return {{"type", "string"}, {"enum", std::move(names)}};
}

std::expected<souk::inventory::PageCursor, Wrong> Scalar<souk::inventory::PageCursor>::from_text(
    std::string_view text) {
  if (Ulid::parse(text) || inventory::is_search_cursor(text)) return PageCursor{std::string(text)};
  return std::unexpected(Wrong{"cursor_parsing", "Input should be a cursor from a Link header of this list"});
}

}  // namespace souk::describe
