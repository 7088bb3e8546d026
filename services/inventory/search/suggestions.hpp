#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "inventory/search/dictionary.hpp"
#include "inventory/search/search_words.hpp"

namespace souk::inventory {

using Finds = std::function<bool(std::span<const AskedWord>)>;  // whether a product has all of these words

// At most three similar questions that find something, the best first: first with words in another spelling, then
// without a word. Returns none when the question itself finds something.
std::vector<std::string> suggestions_for(const std::vector<AskedWord>&, const Dictionary&, const Finds&);

}  // namespace souk::inventory
