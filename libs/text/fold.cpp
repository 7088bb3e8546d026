#include "text/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace souk::text {
namespace {

struct Replacement {
  char32_t point;
  std::u32string_view by;
};

// Applied before decomposition, which would make these signs part of a word.
constexpr std::array<Replacement, 11> before_decomposition = {{
    {U'\u00b4', U"'"},  // an acute accent typed as an apostrophe; NFKC makes it a space and a mark
    {U'\u02bb', U"'"},
    {U'\u02bc', U"'"},
    {U'\u2018', U"'"},
    {U'\u2019', U"'"},
    {U'\u201b', U"'"},
    {U'\u2032', U"'"},
    {U'\u20e3', U""},   // the frame of a keycap
    {U'\u2120', U" "},  // SM and TM, which NFKC turns into letters
    {U'\u2122', U" "},
    {U'\u266f', U"#"},  // C sharp
}};

// Applied after decomposition: letters that do not decompose, in their usual ASCII spelling.
constexpr std::array<Replacement, 58> letters = {{
    {U'\u00d7', U"x"}, {U'\u00e6', U"ae"}, {U'\u00f0', U"d"},      {U'\u00f8', U"o"}, {U'\u00fe', U"th"},
    {U'\u0111', U"d"}, {U'\u0127', U"h"},  {U'\u0131', U"i"},      {U'\u0138', U"k"}, {U'\u0142', U"l"},
    {U'\u014b', U"n"}, {U'\u0153', U"oe"}, {U'\u0167', U"t"},      {U'\u0180', U"b"}, {U'\u0188', U"c"},
    {U'\u018c', U"d"}, {U'\u0192', U"f"},  {U'\u0199', U"k"},      {U'\u019a', U"l"}, {U'\u01a5', U"p"},
    {U'\u01ad', U"t"}, {U'\u01b4', U"y"},  {U'\u01b6', U"z"},      {U'\u01dd', U"e"}, {U'\u01e5', U"g"},
    {U'\u0237', U"j"}, {U'\u0247', U"e"},  {U'\u0249', U"j"},      {U'\u024d', U"r"}, {U'\u024f', U"y"},
    {U'\u0253', U"b"}, {U'\u0254', U"o"},  {U'\u0256', U"d"},      {U'\u0257', U"d"}, {U'\u0259', U"e"},
    {U'\u025b', U"e"}, {U'\u0260', U"g"},  {U'\u0268', U"i"},      {U'\u026b', U"l"}, {U'\u0272', U"n"},
    {U'\u0275', U"o"}, {U'\u0289', U"u"},  {U'\u028b', U"v"},      {U'\u05f3', U"'"}, {U'\u05f4', U"\""},
    {U'\u0629', U"ه"}, {U'\u0640', U""},   {U'\u0649', U"\u064a"}, {U'\u066a', U"%"}, {U'\u066b', U"."},
    {U'\u066c', U","}, {U'\u0671', U"ا"},  {U'\u06a9', U"ك"},      {U'\u06be', U"ه"}, {U'\u06c1', U"ه"},
    {U'\u06cc', U"ي"}, {U'\u2044', U"/"},  {U'\u2215', U"/"},
}};
static_assert(std::ranges::is_sorted(before_decomposition, {}, &Replacement::point));
static_assert(std::ranges::is_sorted(letters, {}, &Replacement::point));

const Replacement* replacement(std::span<const Replacement> table, char32_t point) {
  const auto place = std::ranges::lower_bound(table, point, {}, &Replacement::point);
  return place != table.end() && place->point == point ? &*place : nullptr;
}

// Latin, Greek, Cyrillic, Hebrew and Arabic with their extensions, and the start of a word.
bool loses_its_marks(char32_t base) {
  return base < 0x530 || (base >= 0x590 && base < 0x700) || (base >= 0x750 && base < 0x780) ||
         (base >= 0x870 && base < 0x900) || (base >= 0x1c80 && base < 0x1c90) || (base >= 0x1d00 && base < 0x2070) ||
         (base >= 0x2c60 && base < 0x2c80) || (base >= 0x2de0 && base < 0x2e00) || (base >= 0xa640 && base < 0xa6a0) ||
         (base >= 0xa720 && base < 0xa800) || (base >= 0xab30 && base < 0xab70);
}

bool is_mark(char32_t point) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool is_digit(char32_t point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_ND;
}

// The decimal digits of a script are consecutive and begin with its zero.
char32_t as_ascii_digit(char32_t digit) {
  char32_t before = 0;
  while (is_digit(digit - before - 1)) ++before;
  return U'0' + before % 10;
}

// Folds one code point at a time, and composes again at the end.
class Folding {
 public:
  explicit Folding(std::size_t size) { text_.reserve(size + 8); }

  void add(char32_t point) {
    if (point < 0x80) return put(point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point);
    if (point >= 0x1f3fb && point <= 0x1f3ff) return;  // the skin tone of an emoji
    if (const auto* other = replacement(before_decomposition, point)) return put_all(other->by);
    utf8proc_int32_t parts[32];  // the longest of all, U+FDFA, has 18
    int boundary = 0;
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(point), parts, 32, options, &boundary);
    const auto all = std::span(parts, static_cast<std::size_t>(std::clamp<utf8proc_ssize_t>(count, 0, 32)));
    if (std::ranges::count(all, 0x2044) > 0) put(U' ');  // 2½ is 2 1/2
    for (const auto part : all) add_part(static_cast<char32_t>(part));
  }
  std::u32string result() && {
    if (!is_latin_) {
      const auto size = static_cast<utf8proc_ssize_t>(text_.size());
      auto* points = reinterpret_cast<utf8proc_int32_t*>(text_.data());
      text_.resize(static_cast<std::size_t>(utf8proc_normalize_utf32(points, size, UTF8PROC_COMPOSE)));
    }
    return std::move(text_);
  }

 private:
  static constexpr auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);

  void add_part(char32_t point) {
    if (point < 0x80) return put(point);
    if (const auto* other = replacement(letters, point)) return put_all(other->by);
    if (is_mark(point)) return put_mark(point);
    put(is_digit(point) ? as_ascii_digit(point) : point);
  }
  void put(char32_t point) {
    base_ = point;
    is_latin_ = is_latin_ && point < 0x300;
    text_ += point;
  }
  void put_all(std::u32string_view points) {
    for (const auto point : points) put(point);
  }
  // Puts marks into canonical order, since the marks of one letter may arrive in any order.
  void put_mark(char32_t mark) {
    if (loses_its_marks(base_)) return;
    const auto order_of = [](char32_t point) {
      return utf8proc_get_property(static_cast<utf8proc_int32_t>(point))->combining_class;
    };
    text_ += mark;
    for (auto i = text_.size() - 1; i > 0 && order_of(text_[i]) && order_of(text_[i - 1]) > order_of(text_[i]); --i) {
      std::swap(text_[i], text_[i - 1]);
    }
  }

  std::u32string text_;
  char32_t base_ = U' ';
  bool is_latin_ = true;
};

// Calls `use` for each code point, and with `otherwise` for each invalid byte.
void each_point(std::string_view text, char32_t otherwise, auto use) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    auto length = utf8proc_iterate(bytes, left, &point);
    use(length > 0 ? static_cast<char32_t>(point) : otherwise);
    length = std::max<utf8proc_ssize_t>(length, 1);
    bytes += length;
    left -= length;
  }
}

bool is_white_space(char32_t point) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
         (point >= '\t' && point <= '\r') || point == 0x85;
}

}  // namespace

void append_utf8(char32_t point, std::string& out) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string name_key(std::string_view text) {
  constexpr auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string valid;
  each_point(text, U' ', [&](char32_t point) { append_utf8(point, valid); });
  utf8proc_uint8_t* folded = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                   static_cast<utf8proc_ssize_t>(valid.size()), &folded, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype([](void* memory) { std::free(memory); })> owner(folded);
  if (length < 0) throw std::bad_alloc();
  std::string key;
  bool is_apart = false;
  each_point({reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length)}, U' ', [&](char32_t point) {
    if (is_white_space(point)) return void(is_apart = !key.empty());
    if (std::exchange(is_apart, false)) key += ' ';
    append_utf8(point, key);
  });
  return key.empty() ? std::string(text) : key;
}

std::u32string search_fold(std::string_view text) {
  Folding folding(text.size());
  each_point(text, U' ', [&](char32_t point) { folding.add(point); });
  return std::move(folding).result();
}

}  // namespace souk::text
