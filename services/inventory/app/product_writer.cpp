#include "inventory/app/product_writer.hpp"

#include "inventory/app/batch_plan.hpp"

namespace souk::inventory {

awaitable<Outcome<Product>> ProductWriter::create(NewProduct wanted, Cause cause) {
  if (ends_too_early(wanted)) co_return std::unexpected(not_valid(end_fault()));
  if (wanted.group || wanted.options) {
    const auto group = wanted.group.value_or(OfGroup());
    auto fits = co_await check_variant({}, group, wanted.options.value_or(ProductOptions()));
    if (!fits) co_return std::unexpected(std::move(fits.error()));
  }
  auto product = co_await products_.create(std::move(wanted), std::move(cause));
  search_.changed(product.id);
  co_return product;
}

awaitable<Outcome<Product>> ProductWriter::edit(Ulid id, ProductChanges changes, Expected expected, Cause cause) {
  if (auto fits = co_await check_variant(id, changes); !fits) co_return std::unexpected(std::move(fits.error()));
  auto product = co_await products_.edit(id, std::move(changes), std::move(expected), std::move(cause));
  changed(id);
  co_return product;
}

awaitable<Outcome<void>> ProductWriter::remove(Ulid id, Expected expected) {
  auto removed = co_await products_.remove(id, std::move(expected));
  changed(id);
  co_return removed;
}

awaitable<Outcome<VariantRules>> ProductWriter::rules(std::vector<GroupId> ids, std::vector<NeededGroup> needed,
                                                      Mode mode) {
  auto groups = co_await groups_.provide(std::move(ids), std::move(needed), mode);
  if (!groups) co_return std::unexpected(std::move(groups.error()));
  std::map<GroupId, std::vector<Variant>> variants;
  for (const auto& [id, group] : *groups) {
    auto its = co_await search_.variants(id);
    if (!its) co_return std::unexpected(std::move(its.error()));
    variants.emplace(id, std::move(*its));
  }
  co_return VariantRules(std::move(*groups), std::move(variants));
}

awaitable<Outcome<void>> ProductWriter::check_variant(std::optional<Ulid> id, OfGroup group, ProductOptions options) {
  std::vector<GroupId> ids;
  if (group.value) ids.push_back(*group.value);
  auto found = co_await rules(std::move(ids), {}, Mode::write);
  if (!found) co_return std::unexpected(std::move(found.error()));
  auto faults = found->take(id, group, options);
  if (!faults.empty()) co_return std::unexpected(not_valid(std::move(faults)));
  co_return Outcome<void>();
}

// Against what the product will be. Of a product that does not exist the store says so.
awaitable<Outcome<void>> ProductWriter::check_variant(Ulid id, ProductChanges& changes) {
  if (!changes.group && !changes.options) co_return Outcome<void>();
  const auto known = co_await products_.identities({id});
  const auto product = known.find(id);
  if (product == known.end()) co_return Outcome<void>();
  const auto [group, options] = group_after(changes, product->second);
  co_return co_await check_variant(id, group, options);
}

void ProductWriter::changed(const Ulid& id) {
  copies_.forget(id);
  search_.changed(id);
}

void ProductWriter::changed(const BatchResults& written) {
  for (const auto& result : written.results) {
    if (result.product && result.outcome != BatchOutcome::unchanged) changed(result.product->id);
  }
}

}  // namespace souk::inventory
