#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace souk::inventory {

// A hash table of slots; several may have the same hash. Open addressing with linear probing, 4 bytes an entry: it
// calls `hash_of(slot)` instead of storing the hash again.
class SlotTable {
 public:
  using Slot = std::uint32_t;

  void insert(Slot slot, auto hash_of) {
    if (2 * (used_ + 1) > places_.size()) grow(hash_of);
    places_[free_place(hash_of(slot))] = slot;
    ++used_;
  }

  // Visits every slot with this hash. `visit` must not change the table.
  void each(std::uint64_t hash, auto hash_of, auto visit) const {
    if (places_.empty()) return;
    for (auto place = home(hash); places_[place] != none; place = next(place)) {
      if (hash_of(places_[place]) == hash) visit(places_[place]);
    }
  }

  // The slot must be in the table. Later entries move up, so that a gap cannot end a search too early.
  void erase(Slot slot, auto hash_of) {
    auto gap = home(hash_of(slot));
    while (places_[gap] != slot) gap = next(gap);
    for (auto place = next(gap); places_[place] != none; place = next(place)) {
      if (distance(home(hash_of(places_[place])), place) < distance(gap, place)) continue;
      places_[gap] = places_[place];
      gap = place;
    }
    places_[gap] = none;
    --used_;
  }

 private:
  static constexpr Slot none = 0xffff'ffff;

  std::size_t home(std::uint64_t hash) const { return hash & (places_.size() - 1); }
  std::size_t next(std::size_t place) const { return (place + 1) & (places_.size() - 1); }
  std::size_t distance(std::size_t from, std::size_t to) const { return (to - from) & (places_.size() - 1); }
  std::size_t free_place(std::uint64_t hash) const {
    auto place = home(hash);
    while (places_[place] != none) place = next(place);
    return place;
  }
  void grow(auto hash_of) {
    const auto old = std::exchange(places_, std::vector<Slot>(places_.empty() ? 16 : 2 * places_.size(), none));
    for (const auto slot : old) {
      if (slot != none) places_[free_place(hash_of(slot))] = slot;
    }
  }

  std::vector<Slot> places_;  // a power of two, at most half of them taken
  std::size_t used_ = 0;
};

}  // namespace souk::inventory
