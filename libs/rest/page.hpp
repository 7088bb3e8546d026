// Lists come in pages: the query parameters `limit` and `cursor`, and the header Link with the next page (RFC 8288).
// The query of a list has both as members:
//   std::optional<rest::PageLimit> limit;
//   std::optional<rest::PageCursor<Place>> cursor;
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "rest/message.hpp"

namespace souk::rest {

using PageLimit = describe::Integer<1, 100>;
inline constexpr std::size_t default_page_size = 50;

// Where a page begins. Place: a position in the list, with `std::string text() const` and
// `static std::optional<Place> parse(std::string_view)`.
template <class Place>
struct PageCursor {
  Place place;
};

describe::Wrong not_a_cursor();
// For a cursor that was read, and is of another list.
Refusal wrong_cursor();

inline std::size_t page_size(const std::optional<PageLimit>& limit) {
  return limit ? static_cast<std::size_t>(limit->value()) : default_page_size;
}

template <class Place>
std::optional<Place> place_of(const std::optional<PageCursor<Place>>& cursor) {
  return cursor ? std::optional(cursor->place) : std::nullopt;
}

// The value of Link for the next page: the same list, beginning at `next`.
template <class Query, class Place>
std::string link_to_page(std::string_view path, Query query, Place next) {
  query.limit = PageLimit(static_cast<std::int64_t>(page_size(query.limit)));
  query.cursor = PageCursor<Place>{std::move(next)};
  return link_to_next(path, describe::to_fields(query));
}

// Answers one page of a list. `next`: where the next page begins; nothing: this is the last one.
template <class Items, class Query, class Place>
Response paged(const Items& items, std::string_view path, Query query, std::optional<Place> next) {
  auto response = rest::json(items);
  if (next) response.headers.emplace_back("Link", link_to_page(path, std::move(query), std::move(*next)));
  return response;
}

}  // namespace souk::rest

template <class Place>
struct souk::describe::Scalar<souk::rest::PageCursor<Place>> {
  using Cursor = souk::rest::PageCursor<Place>;
  static std::string text(const Cursor& cursor) { return cursor.place.text(); }
  static std::expected<Cursor, Wrong> from_text(std::string_view text) {
    if (auto place = Place::parse(text)) return Cursor{std::move(*place)};
    return std::unexpected(souk::rest::not_a_cursor());
  }
  static boost::json::object schema() { return cursor_schema(); }
};
