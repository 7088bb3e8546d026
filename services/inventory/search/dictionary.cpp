#include "inventory/search/dictionary.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace souk::inventory {

void Term::add(Slot slot, Place place) {
  if (count_ > 0 && slot == last_) {
    bytes_.back() = static_cast<char>(bytes_.back() | place);
    return;
  }
  const auto number = (slot - last_) << 2 | place;
  int shift = 0;
  while (number >> shift >= 0x80) shift += 7;
  for (; shift > 0; shift -= 7) bytes_ += static_cast<char>(number >> shift & 0x7f);
  bytes_ += static_cast<char>(0x80 | (number & 0x7f));
  last_ = slot;
  ++count_;
}

// The first term that is not before the text, in the page where it stands or would stand.
Dictionary::Where Dictionary::lower_bound(std::string_view text) const {
  const auto last_of = [](const Page& page) { return page.back().text(); };
  const auto page = std::ranges::lower_bound(pages_, text, {}, last_of);
  if (page == pages_.end()) return {pages_.size(), 0};
  const auto term = std::ranges::lower_bound(*page, text, {}, &Term::text);
  return {static_cast<std::size_t>(page - pages_.begin()), static_cast<std::size_t>(term - page->begin())};
}

Term& Dictionary::at(std::string_view text) {
  auto [number, index] = lower_bound(text);
  if (number == pages_.size()) {  // behind all
    if (pages_.empty()) pages_.emplace_back();
    number = pages_.size() - 1;
    index = pages_[number].size();
  }
  auto& page = pages_[number];
  if (index < page.size() && page[index].text() == text) return page[index];
  ++size_;
  if (page.size() < longest_page) {
    return *page.emplace(page.begin() + static_cast<std::ptrdiff_t>(index), text);
  }
  const auto middle = page.begin() + longest_page / 2;
  Page behind(std::move_iterator(middle), std::move_iterator(page.end()));
  page.erase(middle, page.end());
  pages_.insert(pages_.begin() + static_cast<std::ptrdiff_t>(number) + 1, std::move(behind));
  --size_;
  return at(text);
}

const Term* Dictionary::find(std::string_view text) const {
  const auto [number, index] = lower_bound(text);
  if (number == pages_.size() || pages_[number][index].text() != text) return nullptr;
  return &pages_[number][index];
}

bool Dictionary::has_beginning(std::string_view text) const {
  const auto [number, index] = lower_bound(text);
  return number < pages_.size() && pages_[number][index].text().starts_with(text);
}

void Dictionary::renumber(std::span<const Slot> slots) {
  for (auto& page : pages_) {
    for (auto& term : page) {
      Term renumbered(term.text());
      term.each([&](Slot slot, std::uint8_t places) {
        if (slots[slot] != gone) renumbered.add(slots[slot], static_cast<Place>(places));
      });
      term = std::move(renumbered);
    }
    std::erase_if(page, [](const Term& term) { return term.products() == 0; });
  }
  std::erase_if(pages_, [](const Page& page) { return page.empty(); });
  size_ = 0;
  for (const auto& page : pages_) size_ += page.size();
}

}  // namespace souk::inventory
