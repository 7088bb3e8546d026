#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inventory/search/search_index.hpp"

namespace souk::inventory {

// A position in the results of `query`, which clients pass from page to page: URL-safe, and bound to that query.
std::string cursor_text(const SearchPlace&, const SearchQuery&);
bool is_search_cursor(std::string_view text);  // valid for some query
// Returns nothing for text that is not a cursor, or for a cursor of another query.
std::optional<SearchPlace> parse_search_cursor(std::string_view text, const SearchQuery&);

}  // namespace souk::inventory
