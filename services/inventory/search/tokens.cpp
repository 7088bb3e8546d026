#include "inventory/search/tokens.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <utility>

#include "inventory/search/search_words.hpp"
#include "text/fold.hpp"

namespace souk::inventory {
namespace {

enum class Class : std::uint8_t { letter, digit, mark, character, symbol, region, sign, space, apart };

struct Range {
  char32_t first, last;
};

// Scripts whose words are not, or not always, separated by spaces. In ascending order.
constexpr Range without_spaces[] = {
    {0x0e00, 0x0eff},    // Thai, Lao
    {0x1000, 0x109f},    // Myanmar
    {0x1100, 0x11ff},    // Hangul, letter by letter
    {0x1780, 0x17ff},    // Khmer
    {0x1950, 0x19df},    // Tai Le, New Tai Lue
    {0x1a20, 0x1aaf},    // Tai Tham
    {0x2e80, 0x2fdf},    // radicals
    {0x3005, 0x3007},    // 々〆〇
    {0x3021, 0x31ff},    // kana, bopomofo
    {0x3400, 0x4dbf},    // Han
    {0x4e00, 0x9fff},    // Han
    {0xa9e0, 0xa9ff},    // Myanmar
    {0xaa60, 0xaadf},    // Myanmar, Tai Viet
    {0xac00, 0xd7ff},    // Hangul
    {0xf900, 0xfaff},    // Han
    {0x1aff0, 0x1b16f},  // kana
    {0x20000, 0x3ffff},  // Han
};

bool is_written_without_spaces(char32_t point) {
  const auto* range = std::ranges::lower_bound(without_spaces, point, {}, &Range::last);
  return range != std::end(without_spaces) && range->first <= point;
}

Class class_of_ascii(char32_t point) {
  if (point >= 'a' && point <= 'z') return Class::letter;
  if (point >= '0' && point <= '9') return Class::digit;
  if (point == ' ' || (point >= '\t' && point <= '\r')) return Class::space;
  constexpr std::u32string_view between_phrases = U",;!?()[]{}|<>";
  return point < ' ' || between_phrases.contains(point) ? Class::apart : Class::sign;
}

Class class_of(char32_t point) {
  if (point < 0x80) return class_of_ascii(point);
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return is_written_without_spaces(point) ? Class::character : Class::letter;
    case UTF8PROC_CATEGORY_ND:
      return Class::digit;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return Class::mark;
    case UTF8PROC_CATEGORY_SO:
      if (point >= 0x1f1e6 && point <= 0x1f1ff) return Class::region;
      return point >= 0x2190 && point != 0xfffc && point != 0xfffd ? Class::symbol : Class::sign;
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_PC:
      return point == 0x3001 || point == 0x3002 || point == 0x60c || point == 0x61b ? Class::apart : Class::sign;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return Class::space;
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
      return Class::sign;
    default:
      return Class::apart;
  }
}

class Tokenizer {
 public:
  explicit Tokenizer(std::u32string_view text) : text_(text) {}

  std::vector<Token> tokens() && {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    switch (class_of(text_[at_])) {
      case Class::letter:
      case Class::mark:
        return take_run(Token::letters);
      case Class::digit:
        return take_run(Token::digits);
      case Class::character:
        return take(Token::character, 1 + marks_at(at_ + 1));
      case Class::symbol:
        return take(Token::symbol, 1);
      case Class::region:  // two are a flag
        return take(Token::symbol, at_ + 1 < text_.size() && class_of(text_[at_ + 1]) == Class::region ? 2 : 1);
      case Class::sign:
        return part(Gap::sign);
      case Class::space:
        return part(Gap::space);
      case Class::apart:
        return part(Gap::apart);
    }
    std::unreachable();
  }

  void part(Gap gap) {
    const auto point = text_[at_++];
    between_ = gap_ == Gap::none && point < 0x80 ? static_cast<char>(point) : '\0';
    gap_ = std::max(gap_, gap);
  }

  std::size_t marks_at(std::size_t from) const {
    std::size_t count = 0;
    while (from + count < text_.size() && class_of(text_[from + count]) == Class::mark) ++count;
    return count;
  }

  void take_run(Token::Kind kind) {
    const auto wanted = kind == Token::letters ? Class::letter : Class::digit;
    auto end = at_ + 1;
    for (; end < text_.size(); ++end) {
      const auto found = class_of(text_[end]);
      if (found != wanted && found != Class::mark) break;
    }
    const auto begin = at_;
    take(kind, end - begin);
    tokens_.back().prefix = sign_before(begin);
    tokens_.back().suffix = sign_behind(end);
  }

  void take(Token::Kind kind, std::size_t length) {
    auto& token = tokens_.emplace_back();
    token.kind = kind;
    token.gap = tokens_.size() == 1 ? Gap::apart : gap_;
    token.between = between_;
    for (const auto point : text_.substr(at_, length)) {
      if (token.text.size() + 4 <= longest_word) text::append_utf8(point, token.text);
    }
    at_ += length;
    gap_ = Gap::none;
    between_ = 0;
  }

  bool is_in_a_word(std::size_t place) const { return place < text_.size() && class_of(text_[place]) < Class::symbol; }

  // For ".net": a full stop with no word or other full stop before it.
  std::string sign_before(std::size_t begin) const {
    if (begin == 0 || text_[begin - 1] != U'.') return {};
    return begin == 1 || class_of(text_[begin - 2]) == Class::space ? "." : "";
  }

  // For "c++" and "c#", but not for "a+b".
  std::string sign_behind(std::size_t end) const {
    const auto rest = text_.substr(end);
    const std::string sign = rest.starts_with(U"++")  ? "++"
                             : rest.starts_with(U"+") ? "+"
                             : rest.starts_with(U"#") ? "#"
                                                      : "";
    return is_in_a_word(end + sign.size()) ? "" : sign;
  }

  std::u32string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  Gap gap_ = Gap::none;
  char between_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::u32string_view folded) {
  return Tokenizer(folded).tokens();
}

}  // namespace souk::inventory
