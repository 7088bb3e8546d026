#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

// The text between a token and the one before it.
enum class Gap : std::uint8_t {
  none,   // as in "iphone12"
  sign,   // as in "t-shirt"
  space,  // as in "iphone 12", also with a full stop or a hyphen
  apart   // a new phrase: a comma, a bracket
};

// A run of letters or digits, one character of a script without spaces, or a symbol.
struct Token {
  enum Kind : std::uint8_t { letters, digits, character, symbol };

  std::string text;
  std::string prefix, suffix;  // signs that belong to it: ".net", "c++"
  Kind kind = letters;
  Gap gap = Gap::apart;
  char between = 0;  // the sign, when the gap is one ASCII character

  bool is_word() const { return kind == letters || kind == digits; }
};

std::vector<Token> tokens_of(std::u32string_view folded);

}  // namespace souk::inventory
