#include "inventory/api/product_tag.hpp"

#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

template <class T>
std::optional<T> number(std::string_view text) {
  const auto value = describe::Scalar<T>::from_text(text);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<Version> version_in(std::string_view tag) {
  return number<Version>(version_of(tag));
}

std::optional<ProductState> state_in(std::string_view tag) {
  const auto dash = tag.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto version = number<Version>(tag.substr(0, dash));
  const auto available = number<Stock>(tag.substr(dash + 1));
  if (!version || !available) return std::nullopt;
  return ProductState{*version, *available};
}

}  // namespace

std::string_view version_of(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

// A tag of another form names no product, so it is skipped.
Expected expected_of(const http::Request& request) {
  const auto [if_match, if_none_match] = rest::conditions_of(request);
  return {.versions = rest::accepted_by(if_match, version_in),
          .excluded = rest::excluded_by(if_none_match, state_in),
          .absent = if_none_match.any};
}

}  // namespace souk::inventory
