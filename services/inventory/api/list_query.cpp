#include "inventory/api/list_query.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "inventory/search/search_cursor.hpp"

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

// All products, newest first: the lists in Redis answer that without the search index, as long as there is no group.
WantedPage ListQuery::page() const {
  WantedPage wanted{.search = {}, .size = rest::page_size(limit), .cursor = {}};
  if (shows_drafts()) wanted.drafts = Drafts::shown;
  wanted.grouped = grouped.value_or(false);
  if (cursor) wanted.cursor = cursor->place.value;
  if (!q && !in_stock && (!sort || sort->order == SearchOrder::newest)) return wanted;
  SearchQuery query{.text = {}, .in_stock = in_stock, .order = q ? SearchOrder::relevance : SearchOrder::newest};
  query.drafts = shows_drafts();
  query.grouped = wanted.grouped;
  if (q) query.text = q->value();
  if (sort) query.order = sort->order;
  wanted.search = std::move(query);
  return wanted;
}

std::string ListQuery::link_to(const std::string& next_cursor) const {
  return rest::link_to_page("/products", *this, ProductPlace{next_cursor});
}

std::optional<ProductPlace> ProductPlace::parse(std::string_view text) {
  if (Ulid::parse(text) || is_search_cursor(text)) return ProductPlace{std::string(text)};
  return std::nullopt;
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

}  // namespace souk::describe
