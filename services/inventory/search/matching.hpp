#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/search/dictionary.hpp"
#include "inventory/search/search_words.hpp"

namespace souk::inventory {

// Finds the products that have all words of a question, with a score. The score is a sum over the words; each word
// counts by its best place. It depends only on the product and the question.
class Matching {
 public:
  using Scores = std::vector<std::uint16_t>;  // by slot; 0: no match

  // `beginnings`: the first characters of all terms. `names`: by slot, as plain_words makes them.
  Matching(const Dictionary& dictionary, const Dictionary& beginnings, std::span<const std::string> names)
      : dictionary_(dictionary), beginnings_(beginnings), names_(names), best_(names.size()) {}

  // The sum plus one. Without words every product gets one.
  Scores scores(std::span<const AskedWord>);

 private:
  struct Worth {
    std::uint8_t in_name, in_description;
  };
  static constexpr Worth exact{8, 2}, other_form{6, 1}, beginning{4, 1};

  void add(const Dictionary&, const Term&, Worth);
  void add_exact(std::string_view text, Worth);
  void add_word(std::string_view text);
  void add_split(std::string_view text);
  bool can_continue_with(std::string_view text) const;
  void add_run(const AskedWord&);
  void add_asked(const AskedWord&);
  bool add_joined(std::string_view text);
  void begin_word();
  Scores extended(const Scores& from, std::size_t words) const;

  const Dictionary &dictionary_, &beginnings_;
  std::span<const std::string> names_;
  std::vector<std::uint8_t> best_;          // of the present word, by slot
  std::size_t names_to_look_at_ = 100'000;  // limits the cost of a question
};

}  // namespace souk::inventory
