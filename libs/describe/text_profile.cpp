#include "describe/text_profile.hpp"

#include "base/utf8.hpp"

namespace souk::describe {
namespace {

bool is_control(char32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7f && point <= 0x9f);
}

// Unicode's White_Space.
bool is_space(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0d) || point == 0x85 || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 || point == 0x202f ||
         point == 0x205f || point == 0x3000;
}

}  // namespace

std::optional<TextProfile> profile_of(std::string_view text) {
  TextProfile profile;
  while (!text.empty()) {
    const auto point = first_code_point(text);
    if (!point) return {};
    text.remove_prefix(point->size);
    ++profile.code_points;
    profile.controls |= is_control(point->value);
    profile.blank &= is_space(point->value);
  }
  return profile;
}

}  // namespace souk::describe
