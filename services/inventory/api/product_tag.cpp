#include "inventory/api/product_tag.hpp"

#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

template <class T>
std::optional<T> number(std::string_view text) {
  const auto value = describe::Scalar<T>::from_text(text);
  return value ? std::optional(*value) : std::nullopt;
}

}  // namespace

std::string_view version_of(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

// A tag of another form names no product, so it is skipped.
Expected expected_of(const http::Request& request) {
  const auto [if_match, if_none_match] = rest::conditions_of(request);
  Expected expected{.absent = if_none_match.any};
  if (if_match.given && !if_match.any) expected.versions.emplace();
  for (const auto& tag : if_match.tags) {
    const auto version = number<Version>(version_of(tag.text));
    if (version && !tag.weak) expected.versions->push_back(*version);
  }
  for (const auto& tag : if_none_match.tags) {
    const auto dash = tag.text.find('-');
    if (dash == std::string_view::npos) continue;
    const auto version = number<Version>(tag.text.substr(0, dash));
    const auto available = number<Stock>(tag.text.substr(dash + 1));
    if (version && available) expected.excluded.push_back({*version, *available});
  }
  return expected;
}

}  // namespace souk::inventory
