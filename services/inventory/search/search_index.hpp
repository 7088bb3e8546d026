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
#include "inventory/search/variant_table.hpp"

namespace souk::inventory {

// How results are sorted. Among equal products the newer one comes first.
enum class SearchOrder { relevance, newest, price, price_descending, name, name_descending };

struct SearchQuery {
  // A product must have all of its words. Nothing: every product matches. A text without words: no product matches.
  std::optional<std::string> text;
  std::optional<bool> in_stock;
  SearchOrder order = SearchOrder::newest;
  bool drafts = false;   // whether these are found, too
  bool grouped = false;  // whether the variants of a group are one result, where the first of them stands
  bool operator==(const SearchQuery&) const = default;
};

// A position in the results of a query, after one of them. It holds that result's sort value, so it stays valid when
// the product changes or is deleted.
struct SearchPlace {
  std::int64_t number = 0;  // the sort value as a number, see SearchIndex::number_of
  std::string name = {};    // when sorted by name
  Ulid id;
  bool operator==(const SearchPlace&) const = default;
};

// A group as one result: of all variants that the question may show, also of those that do not match.
struct GroupHit {
  std::string group;
  Ulid cheapest;
  std::int64_t lowest_price = 0, highest_price = 0;
  std::size_t variants = 0;
  bool in_stock = false;
};

struct SearchHits {
  std::vector<Ulid> ids;                           // of a group: the first variant with a picture, or the first one
  std::size_t total = 0;                           // number of matches
  std::unordered_map<Ulid, GroupHit> groups = {};  // of these ids, those that stand for a group
  std::optional<SearchPlace> next;                 // where the next page begins; nothing on the last page
};

struct SearchedProduct {
  Ulid id;
  std::string_view name, description;
  std::int64_t price = 0;  // minor units
  bool in_stock = false;
  bool is_draft = false;
  std::string_view group = {}, options = {};  // as its hash has them
  bool is_pictured = false;
};

// An inverted index from terms to products, in memory. It does not know where products come from.
//
// Relevance is a sum over the words of the question: 8 for a word of the name, 6 for another form of it, 4 for the
// beginning of one; 2 or 1 for the description. It depends only on the product and the question, so pages fit together
// while other products change.
class SearchIndex {
 public:
  void reserve(std::size_t products);  // so that they need not be moved while the index grows
  void put(const SearchedProduct&);    // adds or replaces a product
  void remove(const Ulid&);
  bool contains(const Ulid& id) const { return slots_.contains(id); }
  std::size_t size() const { return slots_.size(); }
  std::size_t terms() const { return dictionary_.size(); }
  std::vector<Ulid> ids() const;
  const VariantTable& variants() const { return variants_; }

  SearchHits search(const SearchQuery&, std::size_t limit, const std::optional<SearchPlace>& after) const;
  // When the text finds nothing, returns at most three texts that find something that is no draft.
  std::vector<std::string> suggestions(std::string_view text) const;

 private:
  using Scores = std::vector<std::uint16_t>;  // by slot; 0: no match

  struct Product {
    Ulid id;
    std::int64_t price = 0;
    std::uint64_t text = 0;  // hash of name and description
    VariantTable::Number group = 0;
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
  std::vector<Candidate> candidates(const SearchQuery&, const Sorting&) const;
  void add_hit(SearchHits&, Slot, const SearchQuery&) const;

  // By slot. A product whose text changes gets a new slot, so that terms only grow at their end. The old slot is a gap.
  // When there are many gaps, all products get new slots.
  std::vector<Product> products_;
  std::vector<std::string> names_;    // words of the name, to sort by
  std::vector<std::uint8_t> states_;  // whether the slot is taken, the product is in stock, or a draft
  std::size_t gaps_ = 0;
  std::unordered_map<Ulid, Slot> slots_;
  VariantTable variants_;
  Dictionary dictionary_;
  Dictionary beginnings_;  // the first characters of all terms, so that a question of one character need not scan them
};

}  // namespace souk::inventory
