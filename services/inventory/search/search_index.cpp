#include "inventory/search/search_index.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "inventory/search/search_words.hpp"

namespace souk::inventory {
namespace {

enum State : std::uint8_t { free_slot, sold_out, in_stock };

std::uint64_t hash(std::string_view name, std::string_view description) {
  const std::hash<std::string_view> one;
  return one(name) * 31 + one(description);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) (text += text.empty() ? "" : " ") += word;
  return text;
}

// The first bytes as a number that sorts as they do, so that most names are compared without being looked at.
std::int64_t beginning_of(std::string_view name) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
  return static_cast<std::int64_t>(number ^ (std::uint64_t{1} << 63));
}

// Without those that begin another: what matches that one matches them. So no posting is looked at twice.
std::vector<std::string> distinct(std::vector<std::string> words) {
  std::ranges::sort(words);
  std::vector<std::string> kept;
  for (auto& word : words) {
    if (!kept.empty() && word.starts_with(kept.back())) kept.pop_back();
    kept.push_back(std::move(word));
  }
  return kept;
}

}  // namespace

// The order of answers, over slots and places alike.
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
    const auto &x = index.products_[a.slot], &y = index.products_[b.slot];
    return before(a.number, x.name, x.id, b.number, y.name, y.id);
  }
  bool behind(const SearchPlace& place, const Candidate& candidate) const {
    const auto& product = index.products_[candidate.slot];
    return before(place.number, place.name, place.id, candidate.number, product.name, product.id);
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
      return beginning_of(products_[slot].name);
    case SearchOrder::name_descending:
      return ~beginning_of(products_[slot].name);
  }
  std::unreachable();
}

SearchIndex::Slot SearchIndex::slot_of(const Ulid& id) {
  const auto [place, is_new] = slots_.try_emplace(id, static_cast<Slot>(products_.size()));
  if (!is_new) return place->second;
  if (free_.empty()) {
    products_.emplace_back();
    states_.push_back(free_slot);
  } else {
    place->second = free_.back();
    free_.pop_back();
  }
  products_[place->second].id = id;
  return place->second;
}

void SearchIndex::reserve(std::size_t products) {
  products_.reserve(products);
  states_.reserve(products);
  slots_.reserve(products);
}

void SearchIndex::put(const SearchedProduct& product) {
  const auto slot = slot_of(product.id);
  auto& kept = products_[slot];
  kept.price = product.price;
  const bool is_new = states_[slot] == free_slot;
  states_[slot] = product.in_stock ? in_stock : sold_out;
  const auto text = hash(product.name, product.description);
  if (!is_new && kept.text == text) return;
  kept.text = text;
  remove_words(slot);
  put_words(slot, product.name, product.description);
}

void SearchIndex::remove(const Ulid& id) {
  const auto place = slots_.find(id);
  if (place == slots_.end()) return;
  const auto slot = place->second;
  remove_words(slot);
  products_[slot] = {};
  states_[slot] = free_slot;
  free_.push_back(slot);
  slots_.erase(place);
}

void SearchIndex::put_words(Slot slot, std::string_view name, std::string_view description) {
  auto words = words_of(name, most_words);
  products_[slot].name = joined(words);
  const auto of_name = words.size();
  std::ranges::move(words_of(description, most_words - of_name), std::back_inserter(words));
  auto& kept = products_[slot].words;
  kept.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto entry = dictionary_.try_emplace(std::move(words[i])).first;
    auto& postings = entry->second;
    const auto at = std::ranges::lower_bound(postings, slot * 2);
    if (at != postings.end() && *at / 2 == slot) continue;  // once is enough; the name comes first
    postings.insert(at, slot * 2 + (i < of_name ? 1 : 0));
    kept.push_back(entry);
  }
  kept.shrink_to_fit();
}

void SearchIndex::remove_words(Slot slot) {
  for (const auto& entry : products_[slot].words) {
    auto& postings = entry->second;
    postings.erase(std::ranges::lower_bound(postings, slot * 2));
    if (postings.empty()) dictionary_.erase(entry);
  }
  products_[slot].words.clear();
}

std::vector<Ulid> SearchIndex::ids() const {
  std::vector<Ulid> all;
  all.reserve(slots_.size());
  for (const auto& [id, slot] : slots_) all.push_back(id);
  return all;
}

// The best that a word counts for in each product.
void SearchIndex::score(std::string_view word, std::vector<std::uint8_t>& best) const {
  for (auto entry = dictionary_.lower_bound(word); entry != dictionary_.end() && entry->first.starts_with(word);
       ++entry) {
    const std::uint8_t in_description = entry->first.size() == word.size() ? 2 : 1;
    const std::uint8_t in_name = in_description * 4;
    for (const auto posting : entry->second) {
      auto& known = best[posting / 2];
      known = std::max(known, posting % 2 ? in_name : in_description);
    }
  }
}

SearchIndex::Scores SearchIndex::scores(const SearchQuery& query) const {
  Scores total(products_.size(), 1);
  if (!query.words) return total;
  if (query.words->empty()) return Scores(products_.size(), 0);
  std::vector<std::uint8_t> best(products_.size());
  for (const auto& word : distinct(*query.words)) {
    std::ranges::fill(best, std::uint8_t{0});
    score(word, best);
    for (std::size_t slot = 0; slot < best.size(); ++slot) {
      total[slot] = total[slot] && best[slot] ? static_cast<std::uint16_t>(total[slot] + best[slot]) : 0;
    }
  }
  return total;
}

SearchHits SearchIndex::search(const SearchQuery& query, std::size_t limit,
                               const std::optional<SearchPlace>& after) const {
  const auto wanted = [&](State state) {
    return state != free_slot && (!query.in_stock || *query.in_stock == (state == in_stock));
  };
  const Sorting sorting{*this, query.order};
  SearchHits hits;
  std::vector<Candidate> candidates;
  const auto score = scores(query);
  for (Slot slot = 0; slot < score.size(); ++slot) {
    if (score[slot] == 0 || !wanted(static_cast<State>(states_[slot]))) continue;
    ++hits.total;
    const Candidate candidate{number_of(slot, query.order, score[slot]), slot};
    if (!after || sorting.behind(*after, candidate)) candidates.push_back(candidate);
  }

  const auto size = std::min(limit, candidates.size());
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(size), sorting);
  for (const auto& candidate : candidates | std::views::take(size)) hits.ids.push_back(products_[candidate.slot].id);
  if (candidates.size() > size && size > 0) {
    const auto& last = candidates[size - 1];
    const auto& product = products_[last.slot];
    hits.next = SearchPlace{last.number, sorting.by_name() ? product.name : "", product.id};
  }
  return hits;
}

}  // namespace souk::inventory
