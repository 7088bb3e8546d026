#include "inventory/domain/product_ids.hpp"

#include <algorithm>

namespace souk::describe {

using souk::inventory::ProductIds;

std::expected<ProductIds, Wrong> Scalar<ProductIds>::from_text(std::string_view text) {
  const auto count = 1 + static_cast<std::size_t>(std::ranges::count(text, ','));
  if (count > ProductIds::max) {
    return std::unexpected(Wrong{"too_long", "Input should have at most 100 ids, not " + std::to_string(count)});
  }
  ProductIds ids;
  for (std::size_t i = 0; i < count; ++i) {
    const auto comma = std::min(text.find(','), text.size());
    const auto id = Scalar<Ulid>::from_text(text.substr(0, comma));
    if (!id) return std::unexpected(id.error());
    if (std::ranges::count(ids.all, *id) == 0) ids.all.push_back(*id);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return ids;
}

boost::json::object Scalar<ProductIds>::schema() {
  constexpr auto id = "[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}";
  return {{"type", "string"},
          {"pattern", std::string("^") + id + "(," + id + "){0,99}$"},
          {"description", "1 to 100 ids of products, separated by commas"}};
}

}  // namespace souk::describe
