#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "inventory/search/product_search.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

struct WantedPage {
  std::optional<SearchQuery> search;  // nothing: all products, newest first
  std::size_t size;
  std::optional<std::string> cursor;  // where the page begins; nothing: the first page
};

struct FoundPage {
  std::vector<Product> products;
  std::size_t total;  // of all pages
  std::string next;   // the cursor of the next page; empty on the last page
};

// Lists and searches products. Throws Unavailable when Redis is down.
class ProductFinder {
 public:
  ProductFinder(Products& products, ProductSearch& search) : products_(products), search_(search) {}

  // Refused: validation_failed for a cursor of another list, unavailable while the search index is not complete.
  awaitable<Outcome<FoundPage>> find(WantedPage);
  // Returns at most three other searches, the best first. Refused: unavailable.
  awaitable<Outcome<std::vector<std::string>>> suggest(std::string text) {
    return search_.suggestions(std::move(text));
  }

 private:
  awaitable<Outcome<FoundPage>> list(std::size_t size, std::optional<std::string> cursor);
  awaitable<Outcome<FoundPage>> search(SearchQuery, std::size_t size, std::optional<std::string> cursor);

  Products& products_;
  ProductSearch& search_;
};

}  // namespace souk::inventory
