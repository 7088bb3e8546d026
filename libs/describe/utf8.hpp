#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace souk::describe {

// What a text is made of.
struct Script {
  std::size_t code_points = 0;
  bool controls = false;  // any of Unicode's Cc other than \t, \n and \r
  bool blank = true;      // nothing but white space
};

// Nothing when `text` is not UTF-8: overlong forms, surrogates and what lies behind U+10FFFF are not.
std::optional<Script> examine(std::string_view text);

}  // namespace souk::describe
