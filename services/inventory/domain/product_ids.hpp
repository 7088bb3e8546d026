#pragma once

#include <string_view>
#include <vector>

#include "describe/scalar.hpp"

namespace souk::inventory {

// 1 to 100 ids separated by commas, as a query parameter: "01H2...,01H3...". A repeated id counts once.
struct ProductIds {
  static constexpr std::size_t max = 100;
  std::vector<Ulid> all;
};

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::ProductIds> {
  static std::expected<souk::inventory::ProductIds, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};
