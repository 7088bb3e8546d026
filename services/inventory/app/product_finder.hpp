#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/domain/listed_product.hpp"
#include "inventory/search/product_index.hpp"
#include "inventory/store/group_store.hpp"
#include "inventory/store/product_store.hpp"

namespace souk::inventory {

inline constexpr std::string_view foreign_cursor = "cursor_parsing";  // the type of this fault

struct WantedPage {
  std::optional<SearchQuery> search;  // nothing: all products, newest first
  std::size_t size;
  std::optional<std::string> cursor;  // where the page begins; nothing: the first page
  Drafts drafts = Drafts::hidden;
  bool grouped = false;  // one entry for each group
};

struct FoundPage {
  std::vector<ListedProduct> products;
  std::size_t total;  // of all pages
  std::string next;   // the cursor of the next page; empty on the last page
};

// Ids of products that shoppers find, newest first; of a group one.
struct ListedProducts {
  std::vector<Ulid> ids;
  std::optional<Ulid> next;  // the last id, if there are more
};

struct LastChange {
  Ulid id;
  OfGroup group;
  Timestamp updated_at;
};

// Lists and searches products. Throws Unavailable when the database is down.
class ProductFinder {
 public:
  ProductFinder(ProductStore& products, ProductIndex& search, GroupStore& groups)
      : products_(products), search_(search), groups_(groups) {}

  // Until the index is complete, a plain list has every variant. Refused: validation_failed for a cursor of another
  // list, unavailable while the search index is not complete.
  awaitable<Outcome<FoundPage>> find(WantedPage);
  // Returns at most three other searches, the best first. Refused: unavailable.
  awaitable<Outcome<std::vector<std::string>>> suggest(std::string text) {
    return search_.suggestions(std::move(text));
  }

  // From memory, so that a list of tens of thousands costs the database nothing. Refused: unavailable.
  awaitable<Outcome<ListedProducts>> listed(std::size_t size, std::optional<Ulid> after);
  // Of those that exist, in the order of the ids.
  awaitable<std::vector<LastChange>> last_changes(std::vector<Ulid> ids);

 private:
  awaitable<Outcome<FoundPage>> list(std::size_t size, std::optional<std::string> cursor, Drafts);
  awaitable<Outcome<FoundPage>> search(SearchQuery, std::size_t size, std::optional<std::string> cursor);
  awaitable<std::optional<GroupSummary>> summary(const GroupHit&);

  ProductStore& products_;
  ProductIndex& search_;
  GroupStore& groups_;
};

}  // namespace souk::inventory
