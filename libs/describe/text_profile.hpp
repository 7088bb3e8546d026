#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace souk::describe {

// The kinds of characters in a text.
struct TextProfile {
  std::size_t code_points = 0;
  bool controls = false;  // any of Unicode's Cc except \t, \n and \r
  bool blank = true;      // only white space
};

// Returns nothing when `text` is not UTF-8: overlong forms, surrogates and values above U+10FFFF are not.
std::optional<TextProfile> profile_of(std::string_view text);

}  // namespace souk::describe
