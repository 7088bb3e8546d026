// Conditional requests (RFC 9110, section 13) for resources with an entity tag. Resources have no dates, so If-Match
// and If-None-Match are the only conditions.
#pragma once

#include <string_view>
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

// Views into the request. A request without a condition costs no allocation.
struct Conditions {
  TagList if_match, if_none_match;
};
Conditions conditions_of(const Request&);

// The part of an entity tag that If-Match compares: what a writer must have seen.
using Essence = std::string_view (*)(std::string_view tag);

// Answers a GET or HEAD of a resource with this entity tag. Depending on the conditions: the response, 304, or 412
// `version_mismatch`.
Response conditional(const Request&, Response answer, std::string_view tag, Essence);

}  // namespace souk::rest
