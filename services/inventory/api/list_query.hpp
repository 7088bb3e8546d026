#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "describe/describe.hpp"
#include "inventory/search/search_index.hpp"

namespace souk::inventory {

// What a client may sort products by: "newest", "price", "-price", "name" or "-name".
struct Sort {
  SearchOrder order = SearchOrder::newest;
};

// Where a page begins, as an earlier one told it: an id in the plain list, a search cursor in any other.
struct PageCursor {
  std::string text;
};

// The query parameters of GET /products.
struct ListQuery {
  std::optional<describe::Text<1, 200>> q;
  std::optional<Sort> sort;
  std::optional<bool> in_stock;
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<PageCursor> cursor;

  std::size_t size() const { return limit ? static_cast<std::size_t>(limit->value()) : 50; }
  // Newest first, all of them: the lists in Redis know that without the search.
  bool is_plain() const { return !q && !in_stock && (!sort || sort->order == SearchOrder::newest); }
  SearchQuery search() const;
  std::string link_to(const std::string& next_cursor) const;  // the Link header of the next page
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (q, sort, in_stock, limit, cursor))

// Of GET /products/suggestions.
struct SuggestionsQuery {
  describe::Text<1, 200> q;
};
BOOST_DESCRIBE_STRUCT(SuggestionsQuery, (), (q))

struct Suggestions {
  std::vector<std::string> suggestions;
};
BOOST_DESCRIBE_STRUCT(Suggestions, (), (suggestions))

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::Sort> {
  using Sort = souk::inventory::Sort;
  static std::string text(Sort sort);
  static std::expected<Sort, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::inventory::PageCursor> {
  using PageCursor = souk::inventory::PageCursor;
  static std::string text(const PageCursor& cursor) { return cursor.text; }
  static std::expected<PageCursor, Wrong> from_text(std::string_view text);
  static boost::json::object schema() { return cursor_schema(); }
};
