#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ulid.hpp"

namespace souk::inventory {

// How answers are sorted. Of two that are equal in it the newer one comes first.
enum class SearchOrder { relevance, newest, price, price_descending, name, name_descending };

struct SearchQuery {
  // Each must begin a word of the product's name or description. Nothing: any product. No words at all: no product.
  std::optional<std::vector<std::string>> words;
  std::optional<bool> in_stock;
  SearchOrder order = SearchOrder::newest;
  bool operator==(const SearchQuery&) const = default;
};

// A place in the answers to a query, behind one of them. It holds what the answer was sorted by, so it stays where it
// is when that product changes or goes.
struct SearchPlace {
  std::int64_t number = 0;  // by which order, see SearchIndex::number_of
  std::string name = {};    // in the order of names
  Ulid id;
  bool operator==(const SearchPlace&) const = default;
};

struct SearchHits {
  std::vector<Ulid> ids;
  std::size_t total = 0;            // matches in all
  std::optional<SearchPlace> next;  // where the next page begins; nothing: this is the last one
};

struct SearchedProduct {
  Ulid id;
  std::string_view name, description;
  std::int64_t price = 0;  // minor units
  bool in_stock = false;
};

// What is searched: an inverted index from words to products, in memory. It knows nothing of where products come from.
//
// Relevance is a sum over the words of the question: 8 for one that is a word of the name, 4 for the beginning of one,
// 2 and 1 for the description. It depends on nothing but the product and the question, so pages fit together while
// others change.
class SearchIndex {
 public:
  static constexpr std::size_t most_words = 256;  // of a product; what stands behind them is not searched

  void reserve(std::size_t products);  // so that it need not move all of them while it grows
  void put(const SearchedProduct&);    // new, or in place of what it was
  void remove(const Ulid&);
  bool contains(const Ulid& id) const { return slots_.contains(id); }
  std::size_t size() const { return slots_.size(); }
  std::size_t words() const { return dictionary_.size(); }
  std::vector<Ulid> ids() const;

  SearchHits search(const SearchQuery&, std::size_t limit, const std::optional<SearchPlace>& after) const;

 private:
  using Slot = std::uint32_t;
  using Posting = std::uint32_t;  // slot * 2, + 1 when the word stands in the name
  using Dictionary = std::map<std::string, std::vector<Posting>, std::less<>>;
  using Scores = std::vector<std::uint16_t>;  // by slot; 0: no match

  struct Product {
    Ulid id;
    std::int64_t price = 0;
    std::uint64_t text = 0;  // hash of name and description
    std::string name;        // its words, to sort by
    std::vector<Dictionary::iterator> words;
  };
  struct Candidate {
    std::int64_t number;
    Slot slot;
  };
  struct Sorting;

  Slot slot_of(const Ulid&);
  void put_words(Slot, std::string_view name, std::string_view description);
  void remove_words(Slot);
  Scores scores(const SearchQuery&) const;
  void score(std::string_view word, std::vector<std::uint8_t>& best) const;
  std::int64_t number_of(Slot, SearchOrder, std::uint16_t score) const;

  std::vector<Product> products_;     // by slot
  std::vector<std::uint8_t> states_;  // by slot: whether it is taken, and in stock
  std::vector<Slot> free_;
  std::unordered_map<Ulid, Slot> slots_;
  Dictionary dictionary_;
};

}  // namespace souk::inventory
