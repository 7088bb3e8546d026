#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inventory/search/search_index.hpp"

namespace souk::inventory {

// A place in the answers to `query` as clients carry it from page to page: URL-safe, and bound to that query.
std::string cursor_text(const SearchPlace&, const SearchQuery&);
bool is_search_cursor(std::string_view text);  // of any query
// Nothing for what is no cursor, or one of another query.
std::optional<SearchPlace> parse_search_cursor(std::string_view text, const SearchQuery&);

}  // namespace souk::inventory
