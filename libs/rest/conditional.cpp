#include "rest/conditional.hpp"

#include <algorithm>

#include "http/ascii.hpp"

namespace souk::rest {
namespace {

bool is_tag_character(char c) {
  return c == '!' || (static_cast<unsigned char>(c) >= '#' && c != '\x7f');
}

// Removes the entity tag at the front of `text` and returns it. Returns a view without data when there is none.
EntityTag take_tag(std::string_view& text) {
  EntityTag tag;
  tag.weak = text.starts_with("W/");
  auto rest = text.substr(tag.weak ? 2 : 0);
  if (!rest.starts_with('"')) return {};
  rest.remove_prefix(1);
  const auto end = rest.find('"');
  if (end == std::string_view::npos || !std::ranges::all_of(rest.substr(0, end), is_tag_character)) return {};
  tag.text = rest.substr(0, end);
  text = rest.substr(end + 1);
  return tag;
}

// Removes the text up to and including the next comma.
std::string_view take_element(std::string_view& line) {
  const auto end = std::min(line.find(','), line.size());
  const auto element = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return element;
}

void read_line(std::string_view line, TagList& list) {
  const bool is_first = !list.given;
  list.given = true;
  list.any = is_first && line == "*";
  while (!line.empty()) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const auto tag = take_tag(line);  // first, because a tag may contain a comma
    const bool ends = http::trimmed(take_element(line)).empty();
    if (tag.text.data() != nullptr && ends) list.tags.push_back(tag);
  }
}

// Strong comparison: a weak tag never matches.
bool lists(const TagList& if_match, std::string_view tag, Essence essence) {
  return if_match.any || std::ranges::any_of(if_match.tags, [&](const EntityTag& listed) {
           return !listed.weak && essence(listed.text) == essence(tag);
         });
}

// Weak comparison.
bool lists(const TagList& if_none_match, std::string_view tag) {
  return if_none_match.any || std::ranges::count(if_none_match.tags, tag, &EntityTag::text) > 0;
}

}  // namespace

Conditions conditions_of(const Request& request) {
  Conditions conditions;
  for (const auto [name, value] : request.headers.fields()) {
    if (http::same_word(name, "If-Match")) read_line(value, conditions.if_match);
    if (http::same_word(name, "If-None-Match")) read_line(value, conditions.if_none_match);
  }
  return conditions;
}

bool wants_fresh(const Request& request) {
  return request.header("Cache-Control") == "no-cache";
}

// The order of section 13.2.2.
Response conditional(const Request& request, Response answer, std::string_view tag, Essence essence) {
  const auto [if_match, if_none_match] = conditions_of(request);
  if (if_match.given && !lists(if_match, tag, essence)) {
    return problem({version_mismatch, "The resource has changed since it was read: read it again"}, request.id);
  }
  if (if_none_match.given && lists(if_none_match, tag)) answer = {.status = 304};
  return std::move(answer).with("ETag", std::string("\"").append(tag).append("\""));
}

}  // namespace souk::rest
