#include "inventory/search/search_words.hpp"

#include <clocale>
#include <cwctype>
#include <stdexcept>

namespace souk::inventory {
namespace {

constexpr char32_t none = 0xffff'ffff;

// The code point at the front, taken off. What is no UTF-8 is taken a byte at a time, as `none`.
char32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  char32_t point = length == 1 ? first : first & (0x7f >> length);
  bool whole = length > 0 && length <= text.size();
  for (std::size_t i = 1; whole && i < length; ++i) {
    whole = (byte(i) & 0xc0) == 0x80;
    point = (point << 6) | (byte(i) & 0x3f);
  }
  text.remove_prefix(whole ? length : 1);
  return whole ? point : none;
}

void put(char32_t point, std::string& out) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xc0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      byte(0xe0 | (point >> 12));
    } else {
      byte(0xf0 | (point >> 18));
      byte(0x80 | ((point >> 12) & 0x3f));
    }
    byte(0x80 | ((point >> 6) & 0x3f));
  }
  byte(0x80 | (point & 0x3f));
}

// Letters under their accents, by Unicode's decompositions; '.': it has none.
constexpr std::string_view from_c0 =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
    ".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::string_view from_1cd =
    "aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy";
constexpr std::string_view from_1e00 =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

char32_t without_accent(char32_t point) {
  const auto in = [&](char32_t first, std::string_view letters) -> char32_t {
    const auto at = point - first;
    return point >= first && at < letters.size() && letters[at] != '.' ? static_cast<char32_t>(letters[at]) : 0;
  };
  if (const auto letter = in(0xc0, from_c0)) return letter;
  if (const auto letter = in(0x1cd, from_1cd)) return letter;
  if (const auto letter = in(0x1e00, from_1e00)) return letter;
  return point;
}

// The same of Greek and Cyrillic, in lower case; the sigma at a word's end, too.
char32_t without_other_accent(char32_t point) {
  constexpr std::u32string_view accented = U"άέήίόύώϊϋΐΰςйёѝѐїўѓќ";
  constexpr std::u32string_view plain = U"αεηιουωιυιυσиеиеіугк";
  static_assert(accented.size() == plain.size());
  const auto at = accented.find(point);
  return at == accented.npos ? point : plain[at];
}

// The C library knows the letters of all scripts, in a locale that every Debian has.
locale_t unicode() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (!locale) throw std::runtime_error("this system lacks the locale C.UTF-8");
  return locale;
}

char32_t folded(char32_t point) {
  if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
  const auto plain = without_accent(point);
  if (plain < 0x80) return plain;
  return without_other_accent(static_cast<char32_t>(towlower_l(static_cast<wint_t>(plain), unicode())));
}

bool is_accent(char32_t point) {
  return point >= 0x300 && point <= 0x36f;
}

// Written without spaces between words, or a word in itself.
bool stands_alone(char32_t point) {
  return (point >= 0x2600 && point <= 0x27bf) || (point >= 0x3040 && point <= 0x30ff) ||
         (point >= 0x3400 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff) ||
         (point >= 0x1f000 && point <= 0x1faff) || (point >= 0x20000 && point <= 0x3ffff);
}

bool is_part_of_a_word(char32_t point) {
  if (point < 0x80) return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
  return point != none && iswalnum_l(static_cast<wint_t>(point), unicode());
}

}  // namespace

std::vector<std::string> words_of(std::string_view text, std::size_t limit) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && words.size() < limit) words.push_back(word);
    word.clear();
  };
  while (!text.empty() && words.size() < limit) {
    const auto point = folded(take(text));
    if (is_accent(point)) continue;
    if (stands_alone(point)) {
      end_word();
      put(point, word);
      end_word();
    } else if (!is_part_of_a_word(point)) {
      end_word();
    } else if (word.size() + 4 <= longest_word) {
      put(point, word);
    }
  }
  end_word();
  return words;
}

}  // namespace souk::inventory
