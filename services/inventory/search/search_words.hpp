#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

inline constexpr std::size_t longest_word = 64;  // bytes; the rest is cut, in products and in questions alike

// A text as the index knows it. A word is a run of letters or of digits. Beside the words themselves it has what a
// person may write as one: "T-shirt" is t, shirt and tshirt; "iPhone 12" iphone, 12 and iphone12. Where people write
// without spaces (Han, kana, Hangul, Thai and their like) terms are two characters that follow each other, or the last
// one. A symbol or an emoji is a term. `use` is called for each term, also more than once for the same one.
void each_term(std::string_view text, const std::function<void(std::string_view)>& use);

// The words of a text, folded, one space between: what names are sorted by.
std::string plain_words(std::string_view text);

// One of the things asked for, all of which a product must have.
struct AskedWord {
  std::string text;                // folded
  std::string with_sign = {};      // as it stands when a sign belongs to it: "c++", ".net"
  std::vector<std::string> also;   // other spellings of it: "123" for "00123"
  std::vector<std::string> pairs;  // of a script without spaces: its pairs of characters, in order
  bool is_symbol = false;
  bool is_plain() const { return pairs.empty() && !is_symbol; }
  bool operator==(const AskedWord&) const = default;
};

// The words of a question, in their order. No text is an error, none has a meaning other than its words.
std::vector<AskedWord> asked_words(std::string_view text);

}  // namespace souk::inventory
