#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "describe/describe.hpp"
#include "inventory/app/product_finder.hpp"
#include "rest/page.hpp"

namespace souk::inventory {

// The sort orders of products: "newest", "price", "-price", "name" or "-name".
struct Sort {
  SearchOrder order = SearchOrder::newest;
};

// Where a page begins, taken from an earlier page's link: an id in the plain list, a search cursor in all other lists.
struct ProductPlace {
  std::string value;

  static std::optional<ProductPlace> parse(std::string_view text);
  const std::string& text() const { return value; }
};

// The query parameters of GET /products.
struct ListQuery {
  std::optional<describe::Text<1, 200>> q;
  std::optional<Sort> sort;
  std::optional<bool> in_stock, drafts, grouped;
  std::optional<rest::PageLimit> limit;
  std::optional<rest::PageCursor<ProductPlace>> cursor;

  bool shows_drafts() const { return drafts.value_or(false); }
  WantedPage page() const;
  std::string link_to(const std::string& next_cursor) const;  // the Link header of the next page
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (q, sort, in_stock, drafts, grouped, limit, cursor))

// The query parameters of GET /products/suggestions.
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
