#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ulid.hpp"
#include "inventory/search/dictionary.hpp"
#include "inventory/search/search_words.hpp"

namespace souk::inventory {

// How answers are sorted. Of two that are equal in it the newer one comes first.
enum class SearchOrder { relevance, newest, price, price_descending, name, name_descending };

struct SearchQuery {
  // A product must have all of its words. Nothing: any product. A text without a word: no product.
  std::optional<std::string> text;
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

// What is searched: an inverted index from terms to products, in memory. It knows nothing of where products come from.
//
// Relevance is a sum over the words of the question: 8 for one that is a word of the name, 6 for another form of it, 4
// for the beginning of one, 2 and 1 for the description. It depends on nothing but the product and the question, so
// pages fit together while others change.
class SearchIndex {
 public:
  void reserve(std::size_t products);  // so that it need not move all of them while it grows
  void put(const SearchedProduct&);    // new, or in place of what it was
  void remove(const Ulid&);
  bool contains(const Ulid& id) const { return slots_.contains(id); }
  std::size_t size() const { return slots_.size(); }
  std::size_t terms() const { return dictionary_.size(); }
  std::vector<Ulid> ids() const;

  SearchHits search(const SearchQuery&, std::size_t limit, const std::optional<SearchPlace>& after) const;
  // At most three other texts that find something, for one that finds nothing.
  std::vector<std::string> suggestions(std::string_view text) const;

 private:
  using Scores = std::vector<std::uint16_t>;  // by slot; 0: no match

  struct Product {
    Ulid id;
    std::int64_t price = 0;
    std::uint64_t text = 0;  // hash of name and description
  };
  struct Candidate {
    std::int64_t number;
    Slot slot;
  };
  struct Sorting;

  Slot new_slot(const Ulid&);
  void leave(Slot);
  void close_gaps();
  void put_terms(Slot, std::string_view text, Place);
  Scores scores(const SearchQuery&) const;
  bool finds(std::span<const AskedWord>) const;
  std::int64_t number_of(Slot, SearchOrder, std::uint16_t score) const;

  // By slot. A product whose text changes gets a new slot, so that terms only ever grow at their end. What it leaves
  // is a gap; when there are many of these, all products move together.
  std::vector<Product> products_;
  std::vector<std::string> names_;    // their words, to sort by
  std::vector<std::uint8_t> states_;  // whether it is taken, and in stock
  std::size_t gaps_ = 0;
  std::unordered_map<Ulid, Slot> slots_;
  Dictionary dictionary_;
  Dictionary beginnings_;  // the first characters of all terms: a question of one need not look at each of these
};

}  // namespace souk::inventory
