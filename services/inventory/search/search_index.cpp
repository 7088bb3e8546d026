#include "inventory/search/search_index.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "inventory/search/matching.hpp"
#include "inventory/search/suggestions.hpp"

namespace souk::inventory {
namespace {

enum State : std::uint8_t { gap, sold_out, in_stock, sold_out_draft, draft_in_stock };

State state_of(const SearchedProduct& product) {
  if (product.is_draft) return product.in_stock ? draft_in_stock : sold_out_draft;
  return product.in_stock ? in_stock : sold_out;
}

bool is_draft(std::uint8_t state) {
  return state == sold_out_draft || state == draft_in_stock;
}

bool is_in_stock(std::uint8_t state) {
  return state == in_stock || state == draft_in_stock;
}

constexpr std::size_t least_gaps = 1000;  // with fewer gaps, moving all products is not worth it

std::uint64_t hash(std::string_view name, std::string_view description) {
  const std::hash<std::string_view> one;
  return one(name) * 31 + one(description);
}

std::string_view first_character(std::string_view term) {
  std::size_t size = 1;
  while (size < term.size() && (static_cast<unsigned char>(term[size]) & 0xc0) == 0x80) ++size;
  return term.substr(0, size);
}

// The first bytes as a number with the same order, so that most names are compared without reading them.
std::int64_t beginning_of(std::string_view name) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
  return static_cast<std::int64_t>(number ^ (std::uint64_t{1} << 63));
}

}  // namespace

// The order of results, for slots and places.
struct SearchIndex::Sorting {
  const SearchIndex& index;
  SearchOrder order;

  bool by_name() const { return order == SearchOrder::name || order == SearchOrder::name_descending; }

  bool before(std::int64_t a, std::string_view a_name, const Ulid& a_id, std::int64_t b, std::string_view b_name,
              const Ulid& b_id) const {
    if (a != b) return a < b;
    if (by_name() && a_name != b_name) return (a_name < b_name) == (order == SearchOrder::name);
    return a_id > b_id;
  }
  bool operator()(const Candidate& a, const Candidate& b) const {
    if (a.number != b.number) return a.number < b.number;
    return before(a.number, index.names_[a.slot], index.products_[a.slot].id, b.number, index.names_[b.slot],
                  index.products_[b.slot].id);
  }
  bool behind(const SearchPlace& place, const Candidate& candidate) const {
    return before(place.number, place.name, place.id, candidate.number, index.names_[candidate.slot],
                  index.products_[candidate.slot].id);
  }
};

std::int64_t SearchIndex::number_of(Slot slot, SearchOrder order, std::uint16_t score) const {
  switch (order) {
    case SearchOrder::relevance:
      return -score;
    case SearchOrder::newest:
      return 0;
    case SearchOrder::price:
      return products_[slot].price;
    case SearchOrder::price_descending:
      return -products_[slot].price;
    case SearchOrder::name:
      return beginning_of(names_[slot]);
    case SearchOrder::name_descending:
      return ~beginning_of(names_[slot]);
  }
  std::unreachable();
}

void SearchIndex::reserve(std::size_t products) {
  products_.reserve(products);
  names_.reserve(products);
  states_.reserve(products);
  slots_.reserve(products);
}

Slot SearchIndex::new_slot(const Ulid& id) {
  const auto slot = static_cast<Slot>(products_.size());
  products_.push_back({.id = id});
  names_.emplace_back();
  states_.push_back(gap);
  slots_[id] = slot;
  return slot;
}

void SearchIndex::put(const SearchedProduct& product) {
  const auto text = hash(product.name, product.description);
  const auto known = slots_.find(product.id);
  const bool is_same = known != slots_.end() && products_[known->second].text == text;
  if (known != slots_.end()) variants_.leave(products_[known->second].group, product.id);
  if (known != slots_.end() && !is_same) leave(known->second);
  const auto slot = is_same ? known->second : new_slot(product.id);
  products_[slot].price = product.price;
  products_[slot].group = 0;
  if (!product.group.empty()) {
    products_[slot].group =
        variants_.join(product.group, {product.id, std::string(product.options), product.is_pictured});
  }
  states_[slot] = state_of(product);
  if (is_same) return;
  products_[slot].text = text;
  names_[slot] = plain_words(product.name);
  put_terms(slot, product.name, in_name);
  put_terms(slot, product.description, in_description);
  close_gaps();
}

void SearchIndex::remove(const Ulid& id) {
  const auto place = slots_.find(id);
  if (place == slots_.end()) return;
  variants_.leave(products_[place->second].group, id);
  leave(place->second);
  slots_.erase(place);
  close_gaps();
}

void SearchIndex::put_terms(Slot slot, std::string_view text, Place place) {
  each_term(text, [&](std::string_view term) {
    dictionary_.at(term).add(slot, place);
    beginnings_.at(first_character(term)).add(slot, place);
  });
}

void SearchIndex::leave(Slot slot) {
  products_[slot] = {};
  names_[slot] = {};
  states_[slot] = gap;
  ++gaps_;
}

void SearchIndex::close_gaps() {
  dictionary_.continue_renumbering();
  beginnings_.continue_renumbering();
  const bool is_busy = dictionary_.is_renumbering() || beginnings_.is_renumbering();
  if (gaps_ < least_gaps || gaps_ < slots_.size() / 4 || is_busy) return;
  std::vector<Slot> moved(products_.size(), removed_slot);
  Slot next = 0;
  for (Slot slot = 0; slot < products_.size(); ++slot) {
    if (states_[slot] == gap) continue;
    moved[slot] = next;
    products_[next] = products_[slot];
    if (next != slot) names_[next] = std::move(names_[slot]);
    states_[next] = states_[slot];
    slots_[products_[next].id] = next;
    ++next;
  }
  products_.resize(next);
  names_.resize(next);
  states_.resize(next);
  beginnings_.renumber(moved);
  dictionary_.renumber(std::move(moved));
  gaps_ = 0;
}

std::vector<Ulid> SearchIndex::ids() const {
  std::vector<Ulid> all;
  all.reserve(slots_.size());
  for (const auto& [id, slot] : slots_) all.push_back(id);
  return all;
}

SearchIndex::Scores SearchIndex::scores(const SearchQuery& query) const {
  if (!query.text) return Scores(products_.size(), 1);
  return Matching(dictionary_, beginnings_, names_).scores(asked_words(*query.text));
}

bool SearchIndex::finds(std::span<const AskedWord> words) const {
  const auto scores = Matching(dictionary_, beginnings_, names_).scores(words);
  for (Slot slot = 0; slot < scores.size(); ++slot) {
    if (scores[slot] > 0 && (states_[slot] == sold_out || states_[slot] == in_stock)) return true;
  }
  return false;
}

std::vector<std::string> SearchIndex::suggestions(std::string_view text) const {
  return suggestions_for(asked_words(text), dictionary_, [this](auto words) { return finds(words); });
}

// Every match, or of a group the one that stands first.
std::vector<SearchIndex::Candidate> SearchIndex::candidates(const SearchQuery& query, const Sorting& sorting) const {
  const auto wanted = [&](std::uint8_t state) {
    return state != gap && (query.drafts || !is_draft(state)) &&
           (!query.in_stock || *query.in_stock == is_in_stock(state));
  };
  std::vector<Candidate> found;
  std::vector<std::size_t> place_of_group(query.grouped ? variants_.numbers() : 0);  // in `found`, plus one
  const auto score = scores(query);
  // Backwards: new products mostly have the last slots, and those that are looked for first cost the sort least.
  for (auto slot = static_cast<Slot>(score.size()); slot-- > 0;) {
    if (score[slot] == 0 || !wanted(states_[slot])) continue;
    const Candidate candidate{number_of(slot, query.order, score[slot]), slot};
    const auto group = query.grouped ? products_[slot].group : 0;
    if (group != 0 && place_of_group[group] != 0) {
      auto& first = found[place_of_group[group] - 1];
      if (sorting(candidate, first)) first = candidate;
      continue;
    }
    found.push_back(candidate);
    if (group != 0) place_of_group[group] = found.size();
  }
  return found;
}

void SearchIndex::add_hit(SearchHits& hits, Slot found, const SearchQuery& query) const {
  const auto group = query.grouped ? products_[found].group : 0;
  if (group == 0) return hits.ids.push_back(products_[found].id);
  const auto price = products_[found].price;
  GroupHit hit{
      .group = variants_.id(group), .cheapest = products_[found].id, .lowest_price = price, .highest_price = price};
  const VariantTable::Member* shown = nullptr;
  for (const auto& member : variants_.of(group)) {
    const auto slot = slots_.at(member.product);
    if (is_draft(states_[slot]) && !query.drafts) continue;
    if (!shown || (member.is_pictured && !shown->is_pictured)) shown = &member;
    if (products_[slot].price < hit.lowest_price) {
      hit.lowest_price = products_[slot].price;
      hit.cheapest = member.product;
    }
    hit.highest_price = std::max(hit.highest_price, products_[slot].price);
    hit.in_stock |= is_in_stock(states_[slot]);
    ++hit.variants;
  }
  hits.ids.push_back(shown->product);
  hits.groups.emplace(shown->product, std::move(hit));
}

SearchHits SearchIndex::search(const SearchQuery& query, std::size_t limit,
                               const std::optional<SearchPlace>& after) const {
  const Sorting sorting{*this, query.order};
  SearchHits hits;
  auto found = candidates(query, sorting);
  hits.total = found.size();
  if (after) std::erase_if(found, [&](const Candidate& one) { return !sorting.behind(*after, one); });

  const auto size = std::min(limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(size), sorting);
  for (const auto& candidate : found | std::views::take(size)) add_hit(hits, candidate.slot, query);
  if (found.size() > size && size > 0) {
    const auto& last = found[size - 1];
    hits.next = SearchPlace{last.number, sorting.by_name() ? names_[last.slot] : "", products_[last.slot].id};
  }
  return hits;
}

}  // namespace souk::inventory
