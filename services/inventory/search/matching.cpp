#include "inventory/search/matching.hpp"

#include <algorithm>

#include "inventory/search/plurals.hpp"

namespace souk::inventory {
namespace {

constexpr std::size_t most_joined = 3;      // words of a question that may be one word in a product: "toys r us"
constexpr std::size_t least_beginning = 4;  // bytes of a joined word that may match the beginning of a longer one
constexpr std::size_t least_part = 3;       // bytes of a split word's last part that may match a beginning

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Whether `name` begins with `text`, ignoring spaces in `name` except those between two numbers. The end may be the
// beginning of a word.
bool begins_with_split(std::string_view name, std::string_view text) {
  std::size_t at = 0, part = 0;
  for (std::size_t i = 0; i < text.size(); ++i, ++at) {
    if (i > 0 && at < name.size() && name[at] == ' ') {
      if (is_digit(text[i - 1]) && is_digit(text[i])) return false;
      part = i;
      ++at;
    }
    if (at >= name.size() || name[at] != text[i]) return false;
  }
  return text.size() - part >= least_part || at == name.size() || name[at] == ' ';
}

// Finds "tshirt" in "blue t shirt": the match begins at a word and may continue in the next words.
bool has_split(std::string_view name, std::string_view text) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((at == 0 || name[at - 1] == ' ') && begins_with_split(name.substr(at), text)) return true;
  }
  return false;
}

// The same for scripts without spaces, where a match may begin anywhere.
bool has_run(std::string_view name, std::string_view text) {
  for (std::size_t at = name.find(text.front()); at != name.npos; at = name.find(text.front(), at + 1)) {
    if (begins_with_split(name.substr(at), text)) return true;
  }
  return false;
}

bool begins_a_character(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

// A product with the longer word matches the shorter word, too, so the shorter one need not be looked up.
bool is_implied(std::span<const AskedWord> words, std::size_t number) {
  const auto& word = words[number];
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word && i < number) return true;
    if (words[i] == word || !word.is_plain() || !words[i].is_plain() || !word.with_sign.empty()) continue;
    if (words[i].text != word.text && words[i].text.starts_with(word.text)) return true;
  }
  return false;
}

std::string joined(std::span<const AskedWord> words) {
  std::string text;
  for (const auto& word : words) text += word.text;
  return text.size() <= longest_word ? text : "";
}

bool is_empty(const Matching::Scores& scores) {
  return std::ranges::all_of(scores, [](auto score) { return score == 0; });
}

}  // namespace

void Matching::begin_word() {
  std::ranges::fill(best_, std::uint8_t{0});
}

void Matching::add(const Dictionary& dictionary, const Term& term, Worth worth) {
  dictionary.each_product(term, [&](Slot slot, std::uint8_t places) {
    auto& known = best_[slot];
    known = std::max(known, places & in_name ? worth.in_name : worth.in_description);
  });
}

void Matching::add_exact(std::string_view text, Worth worth) {
  if (const auto* term = dictionary_.find(text)) add(dictionary_, *term, worth);
}

void Matching::add_word(std::string_view text) {
  if (const auto* all = beginnings_.find(text)) {
    add(beginnings_, *all, beginning);
    return add_exact(text, exact);
  }
  dictionary_.each_beginning_with(
      text, [&](const Term& term) { add(dictionary_, term, term.text().size() == text.size() ? exact : beginning); });
  for (const auto& other : other_number(text)) {
    if (!other.starts_with(text)) add_exact(other, other_form);
  }
}

bool Matching::can_continue_with(std::string_view text) const {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (begins_a_character(text, i) && dictionary_.has_beginning(text.substr(i)) && dictionary_.find(text.substr(0, i)))
      return true;
  }
  return dictionary_.has_beginning(text);
}

// Finds one word of the question that a name has as two or three.
void Matching::add_split(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!begins_a_character(text, i) || (is_digit(text[i - 1]) && is_digit(text[i]))) continue;
    const auto* first = dictionary_.find(text.substr(0, i));
    if (!first || first->products() > names_to_look_at_ || !can_continue_with(text.substr(i))) continue;
    names_to_look_at_ -= first->products();
    dictionary_.each_product(*first, [&](Slot slot, std::uint8_t places) {
      if (places & in_name && best_[slot] < other_form.in_name && has_split(names_[slot], text)) {
        best_[slot] = other_form.in_name;
      }
    });
  }
}

// A product matches if its name has all pairs one after the other, or if its description has all of them.
void Matching::add_run(const AskedWord& word) {
  std::vector<std::uint8_t> all(best_.size(), in_name | in_description), one(best_.size());
  for (std::size_t i = 0; i < word.pairs.size(); ++i) {
    std::ranges::fill(one, std::uint8_t{0});
    const auto use = [&](const Dictionary& dictionary, const Term& term) {
      dictionary.each_product(term, [&](Slot slot, std::uint8_t places) { one[slot] |= places; });
    };
    if (const auto* all_with = beginnings_.find(word.pairs[i])) {  // a single character
      use(beginnings_, *all_with);
    } else if (i + 1 == word.pairs.size()) {
      dictionary_.each_beginning_with(word.pairs[i], [&](const Term& term) { use(dictionary_, term); });
    } else if (const auto* term = dictionary_.find(word.pairs[i])) {
      use(dictionary_, *term);
    } else {
      return;
    }
    for (std::size_t slot = 0; slot < all.size(); ++slot) all[slot] &= one[slot];
  }
  for (std::size_t slot = 0; slot < all.size(); ++slot) {
    if (all[slot] & in_name && (word.pairs.size() == 1 || has_run(names_[slot], word.text))) {
      best_[slot] = exact.in_name;
    } else if (all[slot] & in_description) {
      best_[slot] = exact.in_description;
    }
  }
}

void Matching::add_asked(const AskedWord& word) {
  if (!word.pairs.empty()) return add_run(word);
  if (!word.with_sign.empty()) {
    const bool is_known = dictionary_.has_beginning(word.with_sign);
    return is_known ? add_word(word.with_sign) : add_exact(word.text, exact);
  }
  add_word(word.text);
  for (const auto& other : word.also) add_exact(other, other_form);
  if (word.is_plain()) add_split(word.text);
}

bool Matching::add_joined(std::string_view text) {
  if (text.empty()) return false;
  begin_word();
  if (text.size() >= least_beginning) {
    add_word(text);
  } else {
    add_exact(text, exact);
  }
  return std::ranges::any_of(best_, [](auto worth) { return worth > 0; });
}

Matching::Scores Matching::extended(const Scores& from, std::size_t words) const {
  Scores scores(from.size());
  for (std::size_t slot = 0; slot < from.size(); ++slot) {
    scores[slot] = from[slot] && best_[slot] ? static_cast<std::uint16_t>(from[slot] + best_[slot] * words) : 0;
  }
  return scores;
}

// Goes from word to word. Two or three words may also be one word in the product. No words find nothing.
Matching::Scores Matching::scores(std::span<const AskedWord> words) {
  if (words.empty()) return Scores(names_.size(), 0);
  std::vector<Scores> reached = {Scores(names_.size(), 1)};
  for (std::size_t i = 0; i < words.size(); ++i) {
    begin_word();
    const bool implied = is_implied(words, i);
    if (!implied) add_asked(words[i]);
    auto next = implied ? reached[i] : extended(reached[i], 1);
    for (std::size_t count = 2; count <= std::min(most_joined, i + 1); ++count) {
      const auto together = words.subspan(i + 1 - count, count);
      if (!std::ranges::all_of(together, &AskedWord::is_plain)) break;
      if (!add_joined(joined(together))) continue;
      const auto scores = extended(reached[i + 1 - count], count);
      std::ranges::transform(next, scores, next.begin(), [](auto a, auto b) { return std::max(a, b); });
    }
    reached.push_back(std::move(next));
    if (i + 1 >= most_joined) reached[i + 1 - most_joined] = {};
    const auto last = std::span(reached).last(std::min(reached.size(), most_joined));
    if (std::ranges::all_of(last, is_empty)) return Scores(names_.size(), 0);
  }
  return std::move(reached.back());
}

}  // namespace souk::inventory
