#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

inline constexpr std::size_t longest_word = 64;  // bytes; longer words are cut, in products and in questions

// Splits a text into terms. A word is a run of letters or of digits. There are also terms for words that a person may
// write together: "T-shirt" gives t, shirt and tshirt; "iPhone 12" gives iphone, 12 and iphone12. In scripts without
// spaces (Han, kana, Hangul, Thai and others) a term is two neighbouring characters, or the last one. A symbol or an
// emoji is a term. `use` may be called several times for the same term.
void each_term(std::string_view text, const std::function<void(std::string_view)>& use);

// The folded words of a text, separated by one space: names are sorted by this.
std::string plain_words(std::string_view text);

// One word of a question. A product must have all of them.
struct AskedWord {
  std::string text;                // folded
  std::string with_sign = {};      // with its sign: "c++", ".net"
  std::vector<std::string> also;   // other spellings of it: "123" for "00123"
  std::vector<std::string> pairs;  // in a script without spaces: its pairs of characters, in order
  bool is_symbol = false;
  bool is_plain() const { return pairs.empty() && !is_symbol; }
  bool operator==(const AskedWord&) const = default;
};

// The words of a question, in order. Every text is valid, and no word is an operator.
std::vector<AskedWord> asked_words(std::string_view text);

}  // namespace souk::inventory
