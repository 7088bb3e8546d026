#include "inventory/app/variant_rules.hpp"

#include <algorithm>

namespace souk::inventory {

std::vector<Fault> VariantRules::take(const std::optional<Ulid>& product, const OfGroup& of,
                                      const ProductOptions& options) {
  if (!of.value) {
    return options.all.empty() ? std::vector<Fault>() : fault_at("options", "A product without a group has no options");
  }
  const auto group = groups_.find(*of.value);
  if (group == groups_.end()) return fault_at("group", "There is no group \"" + of.value->text() + '"');
  if (auto faults = misfits(options, group->second); !faults.empty()) return faults;
  auto& variants = variants_[*of.value];
  std::erase_if(variants, [&](const Variant& one) { return product && one.product == *product; });
  if (const auto same = std::ranges::find(variants, options, &Variant::options); same != variants.end()) {
    return fault_at("options", "Another product of the group has these options");
  }
  if (variants.size() >= max_variants) return fault_at("group", "A group should have at most 100 products");
  variants.push_back({product.value_or(Ulid()), options});
  return {};
}

}  // namespace souk::inventory
