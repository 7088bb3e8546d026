#include "inventory/search/suggestions.hpp"

#include <algorithm>

#include "inventory/search/spelling.hpp"

namespace souk::inventory {
namespace {

constexpr std::size_t most_suggestions = 3;
constexpr std::size_t most_words = 8;  // of a question; more words have too many combinations

using Words = std::vector<AskedWord>;

std::string text_of(const AskedWord& word) {
  return word.with_sign.empty() ? word.text : word.with_sign;
}

std::string text_of(const Words& words) {
  std::string text;
  for (const auto& word : words) (text += text.empty() ? "" : " ") += text_of(word);
  return text;
}

// The question with the spelling of this rank for each word that finds nothing. Words without such a spelling are left
// out.
Words respelled(const Words& words, const std::vector<std::vector<std::string>>& spellings, std::size_t rank) {
  Words changed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (spellings[i].empty()) continue;
    std::ranges::copy(asked_words(spellings[i][std::min(rank, spellings[i].size() - 1)]), std::back_inserter(changed));
  }
  return changed;
}

struct Variants {
  std::vector<Words> near, shorter;  // `shorter` is used only when no near one finds anything
};

// A known word has only its own spelling.
Variants variants_of(const Words& words, const Dictionary& dictionary, const Finds& finds) {
  std::vector<std::vector<std::string>> spellings;
  Words known;
  for (const auto& word : words) {
    if (finds({&word, 1})) {
      known.push_back(word);
      spellings.push_back({text_of(word)});
    } else {
      spellings.push_back(word.is_plain() ? nearest_terms(dictionary, word.text, most_suggestions)
                                          : std::vector<std::string>());
    }
  }
  Variants variants;
  for (std::size_t rank = 0; rank < most_suggestions; ++rank)
    variants.near.push_back(respelled(words, spellings, rank));
  const auto& best = variants.near.front();
  for (std::size_t i = best.size(); i-- > 0;) {
    variants.shorter.push_back(best);
    variants.shorter.back().erase(variants.shorter.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  variants.near.push_back(std::move(known));
  return variants;
}

void keep_what_finds(const std::vector<Words>& variants, const Finds& finds, std::vector<std::string>& kept) {
  for (const auto& variant : variants) {
    auto text = text_of(variant);
    if (kept.size() == most_suggestions) return;
    if (std::ranges::count(kept, text) > 0 || !finds(asked_words(text))) continue;  // alone, a mark is no word
    kept.push_back(std::move(text));
  }
}

}  // namespace

std::vector<std::string> suggestions_for(const Words& words, const Dictionary& dictionary, const Finds& finds) {
  std::vector<std::string> found;
  if (words.empty() || words.size() > most_words || finds(words)) return found;
  const auto variants = variants_of(words, dictionary, finds);
  keep_what_finds(variants.near, finds, found);
  if (found.empty()) keep_what_finds(variants.shorter, finds, found);
  return found;
}

}  // namespace souk::inventory
