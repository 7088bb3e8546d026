#include "inventory/api/group_reader.hpp"

#include <algorithm>
#include <utility>

#include "inventory/domain/refusals.hpp"

namespace souk::inventory {

awaitable<Outcome<ShownGroup>> GroupReader::find(GroupId id, Drafts drafts) {
  ShownGroup shown{co_await groups_.copy(id), {}};
  if (!shown.group) co_return Groups::not_found(id.text());
  auto variants = co_await search_.variants(id);
  if (!variants) co_return std::unexpected(std::move(variants.error()));
  const auto place = [&](const Variant& one) { return std::pair(place_in(*shown.group, one.options), one.product); };
  std::ranges::sort(*variants, {}, place);
  for (const auto& variant : *variants) {
    auto product = co_await products_.find(variant.product);
    const bool is_hidden = !product || ((*product)->is_draft && drafts == Drafts::hidden);
    if (!is_hidden) shown.variants.push_back(std::move(*product));
  }
  if (shown.variants.empty() && drafts == Drafts::hidden) co_return Groups::not_found(id.text());
  co_return shown;
}

}  // namespace souk::inventory
