#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

using Slot = std::uint32_t;  // a product as the index counts them, below 2^30
inline constexpr Slot gone = ~Slot{0};

// Where a product has a term.
enum Place : std::uint8_t { in_description = 1, in_name = 2 };

// A term with its products, in rising order: each as the distance to the one before it and its places, seven bits a
// byte, the last byte marked. So most take one byte, and the places of the last product can be completed.
class Term {
 public:
  Term(std::string_view text, bool numbering)
      : bytes_(text), length_(static_cast<std::uint8_t>(text.size())), numbering_(numbering) {}

  std::string_view text() const { return {bytes_.data(), length_}; }
  std::size_t products() const { return count_; }

  // No lower slot than the last one.
  void add(Slot slot, Place place);
  bool numbering() const { return numbering_; }
  void renumber(std::span<const Slot> slots);
  // use(slot, places)
  void each(auto use) const {
    Slot slot = 0;
    for (const char *byte = bytes_.data() + length_, *end = bytes_.data() + bytes_.size(); byte != end; ++byte) {
      auto number = static_cast<std::uint32_t>(*byte & 0x7f);
      while (!(*byte & 0x80)) number = number << 7 | static_cast<std::uint32_t>(*++byte & 0x7f);
      slot += number >> 2;
      use(slot, static_cast<std::uint8_t>(number & 3));
    }
  }

 private:
  std::string bytes_;  // the text, then the products
  std::uint8_t length_;
  bool numbering_;
  Slot last_ = 0;
  std::uint32_t count_ = 0;
};

// Terms in the order of their bytes.
class Dictionary {
 public:
  Term& at(std::string_view text);  // to add to it at once; a new one when there is none
  const Term* find(std::string_view text) const;
  bool has_beginning(std::string_view text) const;
  std::size_t size() const { return size_; }

  void each(auto use) const {
    for (const auto& page : pages_) {
      for (const auto& term : page) use(term);
    }
  }
  void each_beginning_with(std::string_view text, auto use) const {
    for (auto place = lower_bound(text); place.page < pages_.size(); ++place.page, place.index = 0) {
      const auto& page = pages_[place.page];
      for (; place.index < page.size(); ++place.index) {
        if (!page[place.index].text().starts_with(text)) return;
        use(page[place.index]);
      }
    }
  }

  void each_product(const Term& term, auto use) const {
    if (term.numbering() == numbering_) return term.each(use);
    term.each([&](Slot slot, std::uint8_t places) {
      if (renumbered_[slot] != gone) use(renumbered_[slot], places);
    });
  }

  // Products have other slots now, or are gone; the order of those that stay is the same. Terms follow when they are
  // used, or some at each go_on_renumbering(), since all at once would take too long.
  void renumber(std::vector<Slot> slots);
  void go_on_renumbering();
  bool is_renumbering() const { return !renumbered_.empty(); }

 private:
  // Sorted arrays of bounded size: a new term moves its neighbours, not all terms.
  static constexpr std::size_t longest_page = 256;
  using Page = std::vector<Term>;
  struct Where {
    std::size_t page, index;
  };
  Where lower_bound(std::string_view text) const;
  void make_current(Term&);

  std::vector<Page> pages_;
  std::size_t size_ = 0;
  bool numbering_ = false;        // this one or the one before
  std::vector<Slot> renumbered_;  // by the slot of before, while there are terms with such
  std::size_t next_page_ = 0;     // to be renumbered
};

}  // namespace souk::inventory
