// What the use cases need of the search. Implemented by ProductSearch (follows Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "inventory/domain/group.hpp"
#include "inventory/search/product_matches.hpp"
#include "inventory/search/search_index.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

// Every coroutine is refused as unavailable while the index is not complete.
class ProductIndex {
 public:
  virtual ~ProductIndex() = default;

  // This process changed the product: later searches wait until the index has the change.
  virtual void changed(const Ulid& id) = 0;
  virtual awaitable<Outcome<SearchHits>> search(SearchQuery, std::size_t limit, std::optional<SearchPlace> after) = 0;
  virtual awaitable<Outcome<std::vector<std::string>>> suggestions(std::string text) = 0;
  // By sku and name, not older than the call.
  virtual awaitable<Outcome<const ProductMatches*>> matches() = 0;
  // The products of a group, drafts among them, in the order in which they were created.
  virtual awaitable<Outcome<std::vector<Variant>>> variants(GroupId) = 0;
  // Whether any product belongs to a group, as far as is known.
  virtual bool has_variants() const = 0;
};

}  // namespace souk::inventory
