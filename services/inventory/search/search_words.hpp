#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

inline constexpr std::size_t longest_word = 64;  // bytes; what is longer is cut, in products and in questions alike

// The words of a text (UTF-8) in their order, at most `limit` of them: runs of letters and digits, in lower case and
// without accents ("Crème brûlée" is "creme", "brulee"). An ideograph, a kana or a pictograph is a word by itself. All
// else only stands between words, so no text has a meaning other than its words.
std::vector<std::string> words_of(std::string_view text, std::size_t limit);

}  // namespace souk::inventory
