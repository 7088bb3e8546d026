// The header fields of a request.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/ascii.hpp"

namespace souk::http {

// Names and values in the order of their lines, in one block of memory. The caller keeps the total below 4 GiB.
class HeaderFields {
 public:
  using Field = std::pair<std::string_view, std::string_view>;  // name, value

  HeaderFields() = default;
  HeaderFields(std::initializer_list<Field> fields) {
    for (const auto& [name, value] : fields) add(name, value);
  }

  void reserve(std::size_t fields, std::size_t bytes) {
    places_.reserve(fields);
    text_.reserve(bytes);
  }

  void add(std::string_view name, std::string_view value) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    const auto middle = begin + static_cast<std::uint32_t>(name.size());
    text_.append(name).append(value);
    places_.push_back({begin, middle, middle + static_cast<std::uint32_t>(value.size())});
  }

  auto fields() const {  // a range of Field; valid until the next change
    return places_ | std::views::transform([text = std::string_view(text_)](const Place& place) {
             return Field{text.substr(place.begin, place.middle - place.begin),
                          text.substr(place.middle, place.end - place.middle)};
           });
  }

  // The value of the first field of this name, in any case; empty if there is none. Valid until the next change.
  std::string_view find(std::string_view name) const {
    const std::string_view text(text_);
    for (const auto& [begin, middle, end] : places_) {
      if (middle - begin != name.size()) continue;
      if (same_word(text.substr(begin, name.size()), name)) return text.substr(middle, end - middle);
    }
    return {};
  }

  bool operator==(const HeaderFields&) const = default;

 private:
  struct Place {
    std::uint32_t begin, middle, end;
    bool operator==(const Place&) const = default;
  };

  std::string text_;
  std::vector<Place> places_;
};

}  // namespace souk::http
