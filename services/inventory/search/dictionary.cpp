#include "inventory/search/dictionary.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/release.hpp"

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

void Term::renumber(std::span<const Slot> slots) {
  Term changed(text(), !numbering_);
  changed.bytes_.reserve(bytes_.size());
  each([&](Slot slot, std::uint8_t places) {
    if (slots[slot] != removed_slot) changed.add(slots[slot], static_cast<Place>(places));
  });
  *this = std::move(changed);
}

// The first term that is not below the text, or the place where it would be.
Dictionary::Where Dictionary::lower_bound(std::string_view text) const {
  const auto last_of = [](const Page& page) { return page.back().text(); };
  const auto page = std::ranges::lower_bound(pages_, text, {}, last_of);
  if (page == pages_.end()) return {pages_.size(), 0};
  const auto term = std::ranges::lower_bound(*page, text, {}, &Term::text);
  return {static_cast<std::size_t>(page - pages_.begin()), static_cast<std::size_t>(term - page->begin())};
}

Term& Dictionary::at(std::string_view text) {
  auto [number, index] = lower_bound(text);
  if (number == pages_.size()) {  // after the last term
    if (pages_.empty()) pages_.emplace_back();
    number = pages_.size() - 1;
    index = pages_[number].size();
  }
  auto& page = pages_[number];
  if (index < page.size() && page[index].text() == text) {
    make_current(page[index]);
    return page[index];
  }
  ++size_;
  if (page.size() < longest_page) {
    return *page.emplace(page.begin() + static_cast<std::ptrdiff_t>(index), text, numbering_);
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

void Dictionary::make_current(Term& term) {
  if (term.numbering() != numbering_) term.renumber(renumbered_);
}

void Dictionary::renumber(std::vector<Slot> slots) {
  while (is_renumbering()) continue_renumbering();
  numbering_ = !numbering_;
  renumbered_ = std::move(slots);
  next_page_ = 0;
}

// A page that is split in the meantime is partly renumbered twice, which is harmless.
void Dictionary::continue_renumbering() {
  if (!is_renumbering()) return;
  if (next_page_ >= pages_.size()) {
    release(renumbered_);
    return;
  }
  auto& page = pages_[next_page_];
  std::ranges::for_each(page, [this](Term& term) { make_current(term); });
  size_ -= std::erase_if(page, [](const Term& term) { return term.products() == 0; });
  if (page.empty()) {
    pages_.erase(pages_.begin() + static_cast<std::ptrdiff_t>(next_page_));
  } else {
    ++next_page_;
  }
}

}  // namespace souk::inventory
