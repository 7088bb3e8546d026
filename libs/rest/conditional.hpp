// Conditional requests (RFC 9110, section 13) for resources with an entity tag. Resources have no dates, so If-Match
// and If-None-Match are the only conditions.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rest/message.hpp"

namespace souk::rest {

struct EntityTag {
  std::string_view text;  // without its quotes
  bool weak = false;
};

// The tags of all lines of If-Match, or of If-None-Match. Elements that are not entity tags are skipped. So a header
// without any tag is a condition that never matches.
struct TagList {
  bool given = false;
  bool any = false;  // "*"
  std::vector<EntityTag> tags = {};
};

enum class Comparison { strong, weak };  // a weak tag never matches strongly

// Views into the request. A request without a condition costs no allocation.
struct Conditions {
  TagList if_match, if_none_match;
};
Conditions conditions_of(const Request&);

// What the tags of a list mean to `read`, which returns nothing for a tag of another form; that one is skipped.
template <class Read>
auto meanings_of(const TagList& list, Comparison comparison, Read read) {
  std::vector<typename decltype(read(std::string_view()))::value_type> meanings;
  for (const auto& tag : list.tags) {
    if (tag.weak && comparison == Comparison::strong) continue;
    if (auto meaning = read(tag.text)) meanings.push_back(std::move(*meaning));
  }
  return meanings;
}

// The states that If-Match accepts. It compares strongly. Returns nothing when it accepts every state.
template <class Read>
auto accepted_by(const TagList& if_match, Read read) {
  auto states = meanings_of(if_match, Comparison::strong, read);
  return if_match.given && !if_match.any ? std::optional(std::move(states)) : std::nullopt;
}

// The states that If-None-Match excludes, besides every state with "*". It compares weakly.
template <class Read>
auto excluded_by(const TagList& if_none_match, Read read) {
  return meanings_of(if_none_match, Comparison::weak, read);
}

// Whether the client asks because of a change: it must not get an answer that was cached before.
bool wants_fresh(const Request&);

// The part of an entity tag that If-Match compares: what a writer must have seen.
using Essence = std::string_view (*)(std::string_view tag);
inline std::string_view whole(std::string_view tag) {
  return tag;
}

// Answers a GET or HEAD of a resource with this entity tag. Depending on the conditions: the response, 304, or 412
// `version_mismatch`.
Response conditional(const Request&, Response answer, std::string_view tag, Essence);

}  // namespace souk::rest
