#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

using Slot = std::uint32_t;  // the number of a product in the index, below 2^30
inline constexpr Slot removed_slot = ~Slot{0};

// The fields of a product that contain a term.
enum Place : std::uint8_t { in_description = 1, in_name = 2 };

// A term with its products in ascending order. Each product is stored as the distance to the one before and its places,
// seven bits a byte, the last byte marked. Most take one byte. The places of the last product can still be changed.
class Term {
 public:
  Term(std::string_view text, bool numbering)
      : bytes_(text), length_(static_cast<std::uint8_t>(text.size())), numbering_(numbering) {}

  std::string_view text() const { return {bytes_.data(), length_}; }
  std::size_t products() const { return count_; }

  // The slot must not be below the last one.
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

// Terms in ascending order of their bytes.
class Dictionary {
 public:
  Term& at(std::string_view text);  // adds the term if it is new; valid until the next change
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
      if (renumbered_[slot] != removed_slot) use(renumbered_[slot], places);
    });
  }

  // The products get new slots, or are removed; their order stays the same. Renumbering all terms at once would take
  // too long. A term is renumbered when it is used, or by continue_renumbering(), which does a page at a time.
  void renumber(std::vector<Slot> slots);
  void continue_renumbering();
  bool is_renumbering() const { return !renumbered_.empty(); }

 private:
  // Sorted arrays of bounded size: a new term moves only its neighbours.
  static constexpr std::size_t longest_page = 256;
  using Page = std::vector<Term>;
  struct Where {
    std::size_t page, index;
  };
  Where lower_bound(std::string_view text) const;
  void make_current(Term&);

  std::vector<Page> pages_;
  std::size_t size_ = 0;
  bool numbering_ = false;        // alternates between the present numbering and the one before
  std::vector<Slot> renumbered_;  // new slot for each old one, while some terms have old ones
  std::size_t next_page_ = 0;     // the next page to renumber
};

}  // namespace souk::inventory
