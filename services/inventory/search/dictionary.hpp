#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

using Slot = std::uint32_t;  // a product as the index counts them, below 2^30

// Where a product has a term.
enum Place : std::uint8_t { in_description = 1, in_name = 2 };

// A term with its products, in rising order: each as the distance to the one before it and its places, seven bits a
// byte, the last byte marked. So most take one byte, and the places of the last product can be completed.
class Term {
 public:
  explicit Term(std::string_view text) : bytes_(text), length_(static_cast<std::uint8_t>(text.size())) {}

  std::string_view text() const { return {bytes_.data(), length_}; }
  std::size_t products() const { return count_; }

  // No lower slot than the last one.
  void add(Slot slot, Place place);
  // use(slot, places)
  void each(auto use) const {
    Slot slot = 0;
    std::uint32_t number = 0;
    for (const unsigned char byte : std::string_view(bytes_).substr(length_)) {
      number = number << 7 | (byte & 0x7f);
      if (byte < 0x80) continue;
      slot += number >> 2;
      use(slot, static_cast<std::uint8_t>(number & 3));
      number = 0;
    }
  }

 private:
  std::string bytes_;  // the text, then the products
  std::uint8_t length_;
  Slot last_ = 0;
  std::uint32_t count_ = 0;
};

// Terms in the order of their bytes.
class Dictionary {
 public:
  static constexpr Slot gone = ~Slot{0};

  Term& at(std::string_view text);  // a new one when there is none; stays where it is until the next new one
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

  // A product has another slot now, or is gone; the order of those that stay is the same.
  void renumber(std::span<const Slot> slots);

 private:
  // Sorted arrays of bounded size: a new term moves its neighbours, not all terms.
  static constexpr std::size_t longest_page = 256;
  using Page = std::vector<Term>;
  struct Where {
    std::size_t page, index;
  };
  Where lower_bound(std::string_view text) const;

  std::vector<Page> pages_;
  std::size_t size_ = 0;
};

}  // namespace souk::inventory
