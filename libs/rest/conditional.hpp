// Conditional requests (RFC 9110, section 13) for what has an entity tag. There are no dates to compare, so If-Match
// and If-None-Match are all conditions.
#pragma once

#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace souk::rest {

struct EntityTag {
  std::string_view text;  // without its quotes
  bool weak = false;
};

// All lines of If-Match, or of If-None-Match. An element that is no entity tag lists nothing, so a header without any
// is a condition that nothing matches.
struct TagList {
  bool given = false;
  bool any = false;  // "*"
  std::vector<EntityTag> tags = {};
};

// Views into the request. Allocates nothing when it has no condition.
struct Conditions {
  TagList if_match, if_none_match;
};
Conditions conditions_of(const http::Request&);

// What is left of an entity tag for If-Match: the part that a writer must have seen.
using Essence = std::string_view (*)(std::string_view tag);

// The answer to a GET or HEAD with this entity tag, or what its conditions make of it: 304, or 412 `version_mismatch`.
http::Response conditional(const http::Request&, http::Response answer, std::string_view tag, Essence);

}  // namespace souk::rest
