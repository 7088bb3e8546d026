#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "inventory/search/dictionary.hpp"
#include "inventory/search/search_words.hpp"

namespace souk::inventory {

using Finds = std::function<bool(std::span<const AskedWord>)>;  // whether a product has all of them

// At most three questions near this one that find something, the best first: its words in another spelling, then
// without a word. None when the question finds something itself.
std::vector<std::string> suggestions_for(const std::vector<AskedWord>&, const Dictionary&, const Finds&);

}  // namespace souk::inventory
