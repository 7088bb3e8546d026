#include "inventory/search/search_words.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "inventory/search/tokens.hpp"
#include "text/fold.hpp"

namespace souk::inventory {
namespace {

using Tokens = std::span<const Token>;
using Use = std::function<void(std::string_view)>;

constexpr std::size_t longest_unit = 4;     // "ml", "inch": letters that may belong to the number before them
constexpr std::size_t longest_series = 12;  // "iphone": letters that may belong to the number after them

bool is_one_letter(const Token& token) {
  return token.text.size() == 1 && token.kind == Token::letters;
}

// "3.5", "1,000", "1/2": two numbers that form one.
bool is_one_number(const Token& before, const Token& token) {
  return before.kind == Token::digits && token.kind == Token::digits &&
         (token.between == '.' || token.between == ',' || token.between == '/');
}

// A person sees one word: "iphone12", "women's", "at&t".
bool is_glued(const Token& before, const Token& token) {
  if (!before.is_word() || !token.is_word()) return false;
  if (token.gap == Gap::none || token.between == '\'' || is_one_number(before, token)) return true;
  return token.between == '&' && (is_one_letter(before) || is_one_letter(token));
}

// Written together: also "t-shirt" and "dr.martens".
bool is_linked(const Token& before, const Token& token) {
  return is_glued(before, token) || (before.is_word() && token.is_word() && token.gap == Gap::sign);
}

std::string joined(Tokens tokens) {
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string sign;
    if (i > 0 && is_one_number(tokens[i - 1], tokens[i])) sign = tokens[i].between == '/' ? "/" : ".";
    if (text.size() + sign.size() + tokens[i].text.size() > longest_word) break;
    (text += sign) += tokens[i].text;
  }
  return text;
}

// The tokens from the front, as long as `belongs` holds for neighbours.
std::size_t length_of(Tokens tokens, bool (*belongs)(const Token&, const Token&)) {
  std::size_t length = 1;
  while (length < tokens.size() && belongs(tokens[length - 1], tokens[length])) ++length;
  return length;
}

// "00123" becomes "123". Nothing when no number begins with a zero.
std::optional<std::vector<Token>> without_zeros(Tokens tokens) {
  std::vector<Token> changed(tokens.begin(), tokens.end());
  bool is_changed = false;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    auto& token = changed[i];
    if (token.kind != Token::digits || (i > 0 && is_one_number(changed[i - 1], token))) continue;
    const auto zeros = std::min(token.text.find_first_not_of('0'), token.text.size() - 1);
    is_changed = is_changed || zeros > 0;
    token.text.erase(0, zeros);
  }
  if (!is_changed) return std::nullopt;
  return changed;
}

// "1,000" becomes "1000". Nothing when no number has separated thousands.
std::optional<std::vector<Token>> without_thousands(Tokens tokens) {
  std::vector<Token> changed;
  for (const auto& token : tokens) {
    const bool is_group = !changed.empty() && is_one_number(changed.back(), token) && token.between != '/';
    if (is_group && token.text.size() == 3) {
      changed.back().text += token.text;
    } else {
      changed.push_back(token);
    }
  }
  if (changed.size() == tokens.size()) return std::nullopt;
  return changed;
}

// Terms of glued tokens: each token alone, and the text from each token to the end. A term is found by its beginning,
// so shorter combinations need no terms. A sign belongs to its neighbour.
void compound_terms(Tokens tokens, const Use& use) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto from_here = tokens.subspan(i);
    if (from_here.size() > 1) use(joined(from_here));
    const bool is_possessive = i > 0 && tokens[i].between == '\'' && tokens[i].text == "s";
    if (!is_possessive) use(tokens[i].text);
    if (!tokens[i].prefix.empty()) use(tokens[i].prefix + joined(from_here));
    for (std::size_t j = 0; j < length_of(from_here, is_glued); ++j) {
      if (!from_here[j].suffix.empty()) use(joined(from_here.first(j + 1)) + from_here[j].suffix);
    }
  }
}

// "iphone 12" and "500 ml" also as one word, and "10 x 20", too.
void terms_across_a_space(Tokens tokens, const Use& use) {
  const auto is_close = [](const Token& token) { return token.gap == Gap::sign || token.gap == Gap::space; };
  if (tokens.size() < 2 || !is_close(tokens[1])) return;
  const auto &first = tokens[0], &second = tokens[1];
  const bool is_series =
      first.kind == Token::letters && second.kind == Token::digits && first.text.size() <= longest_series;
  const bool is_amount =
      first.kind == Token::digits && second.kind == Token::letters && second.text.size() <= longest_unit;
  if (is_series || is_amount) use(first.text + second.text);
  const bool is_size = is_amount && second.text == "x" && tokens.size() > 2 && tokens[2].kind == Token::digits;
  if (is_size && is_close(tokens[2])) use(first.text + "x" + tokens[2].text);
}

bool is_next_character(const Token& before, const Token& token) {
  return before.kind == Token::character && token.kind == Token::character && token.gap != Gap::apart;
}

std::vector<Token> tokens_of_text(std::string_view text) {
  return tokens_of(text::search_fold(text));
}

// A number also matches its other spellings.
std::vector<std::string> other_spellings(Tokens tokens) {
  std::vector<std::string> others;
  if (const auto changed = without_zeros(tokens)) others.push_back(joined(*changed));
  if (const auto changed = without_thousands(tokens)) others.push_back(joined(*changed));
  return others;
}

AskedWord asked_word(Tokens tokens) {
  AskedWord word{.text = joined(tokens), .with_sign = {}, .also = other_spellings(tokens), .pairs = {}};
  const auto &prefix = tokens.front().prefix, &suffix = tokens.back().suffix;
  if (!suffix.empty()) {
    word.with_sign = word.text + suffix;
  } else if (!prefix.empty()) {
    word.with_sign = prefix + word.text;
  }
  return word;
}

AskedWord asked_run(Tokens characters) {
  AskedWord word{};
  for (std::size_t i = 0; i < characters.size(); ++i) {
    word.text += characters[i].text;
    if (i > 0) word.pairs.push_back(characters[i - 1].text + characters[i].text);
  }
  if (word.pairs.empty()) word.pairs.push_back(word.text);
  return word;
}

bool is_run_on(const Token& before, const Token& token) {
  return is_next_character(before, token) && token.gap == Gap::none;
}

}  // namespace

void each_term(std::string_view text, const Use& use) {
  const auto all = tokens_of_text(text);
  for (Tokens rest = all; !rest.empty();) {
    std::size_t length = 1;
    if (rest[0].kind == Token::character) {
      use(rest.size() > 1 && is_next_character(rest[0], rest[1]) ? rest[0].text + rest[1].text : rest[0].text);
    } else if (rest[0].kind == Token::symbol) {
      use(rest[0].text);
    } else {
      length = length_of(rest, is_linked);
      const auto compound = rest.first(length);
      compound_terms(compound, use);
      if (const auto other = without_zeros(compound)) compound_terms(*other, use);
      if (const auto other = without_thousands(compound)) compound_terms(*other, use);
      for (std::size_t i = 0; i < length; ++i) terms_across_a_space(rest.subspan(i), use);
    }
    rest = rest.subspan(length);
  }
}

std::string plain_words(std::string_view text) {
  const auto all = tokens_of_text(text);
  std::string words;
  for (Tokens rest = all; !rest.empty();) {
    const bool is_run = rest[0].kind == Token::character;
    const auto length = length_of(rest, is_run ? is_run_on : is_glued);
    (words += words.empty() ? "" : " ") += is_run ? asked_run(rest.first(length)).text : joined(rest.first(length));
    rest = rest.subspan(length);
  }
  return words;
}

std::vector<AskedWord> asked_words(std::string_view text) {
  const auto all = tokens_of_text(text);
  std::vector<AskedWord> words;
  for (Tokens rest = all; !rest.empty();) {
    std::size_t length = 1;
    if (rest[0].kind == Token::symbol) {
      words.push_back({.text = rest[0].text, .with_sign = {}, .also = {}, .pairs = {}, .is_symbol = true});
    } else if (rest[0].kind == Token::character) {
      length = length_of(rest, is_run_on);
      words.push_back(asked_run(rest.first(length)));
    } else {
      length = length_of(rest, is_glued);
      words.push_back(asked_word(rest.first(length)));
    }
    rest = rest.subspan(length);
  }
  return words;
}

}  // namespace souk::inventory
