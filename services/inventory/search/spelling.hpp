#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/search/dictionary.hpp"

namespace souk::inventory {

// Terms that a word may have been meant to be: one letter missing, too many, wrong or swapped with the next, two of
// them from six letters on. The nearest first, of equals the more frequent one. None for words with a digit, which are
// codes, and for those of less than three letters.
std::vector<std::string> nearest_terms(const Dictionary&, std::string_view word, std::size_t most);

}  // namespace souk::inventory
