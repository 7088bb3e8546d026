#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/search/dictionary.hpp"

namespace souk::inventory {

// Terms with a similar spelling: one letter missing, added, wrong or swapped with the next; two such changes in words
// of six letters or more. The nearest come first, then the more frequent. Returns none for words with a digit, which
// are codes, and for words of fewer than three letters.
std::vector<std::string> nearest_terms(const Dictionary&, std::string_view word, std::size_t most);

}  // namespace souk::inventory
