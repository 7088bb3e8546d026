#include "inventory/app/group_writer.hpp"

#include <algorithm>

#include "inventory/domain/refusals.hpp"

namespace souk::inventory {
namespace {

constexpr int most_tries_of_group = 5;  // each of them fails only because another writer was faster

Group made_of(const GroupId& id, const NewGroup& wanted) {
  return {.id = id,
          .name = wanted.name,
          .description = wanted.description.value_or(Description()),
          .options = wanted.options,
          .version = Version(1),
          .created_at = {},
          .updated_at = {}};
}

NewGroup wanted_of(const NeededGroup& needed, const std::optional<Group>& known) {
  if (known) return {known->name, known->description, with_needed(known->options, needed.options)};
  return {needed.name.value_or(ProductName(needed.id.text())), {}, without_repeats(needed.options)};
}

}  // namespace

awaitable<Outcome<WrittenGroup>> GroupWriter::write(GroupId id, NewGroup wanted, ExpectedGroup expected) {
  if (auto faults = repeated_values(wanted.options); !faults.empty()) co_return std::unexpected(not_valid(faults));
  const auto variants = co_await search_.variants(id);
  if (!variants) co_return std::unexpected(variants.error());
  std::vector<Ulid> products;
  for (const auto& [product, options] : *variants) {
    if (auto faults = misfits(options, made_of(id, wanted)); !faults.empty()) {
      faults.front().msg += ", as product " + product.text() + " of this group has it";
      co_return std::unexpected(not_valid(std::move(faults)));
    }
    products.push_back(product);
  }
  auto written = co_await groups_.write(id, std::move(wanted), std::move(expected), products);
  for (const auto& product : products) search_.changed(product);
  co_return written;
}

awaitable<Outcome<void>> GroupWriter::remove(GroupId id, ExpectedGroup expected) {
  const auto variants = co_await search_.variants(id);
  if (!variants) co_return std::unexpected(variants.error());
  if (!variants->empty()) {
    co_return refuse(group_in_use, "The group " + id.text() + " has " + std::to_string(variants->size()) +
                                       " products: delete them first, or take them out of it.");
  }
  co_return co_await groups_.remove(std::move(id), std::move(expected));
}

awaitable<Outcome<std::map<GroupId, Group>>> GroupWriter::provide(std::vector<GroupId> ids,
                                                                  std::vector<NeededGroup> needed, Mode mode) {
  for (const auto& one : needed) ids.push_back(one.id);
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  auto groups = co_await groups_.read(std::move(ids));
  for (auto& one : needed) {
    const auto known = groups.find(one.id);
    auto group = co_await provide(one, known == groups.end() ? std::nullopt : std::optional(known->second), mode);
    if (!group) co_return std::unexpected(std::move(group.error()));
    groups.insert_or_assign(std::move(one.id), std::move(*group));
  }
  co_return groups;
}

awaitable<Outcome<Group>> GroupWriter::provide(NeededGroup needed, std::optional<Group> known, Mode mode) {
  for (int tries = 1;; ++tries) {
    const auto wanted = wanted_of(needed, known);
    if (known && wanted.options == known->options) co_return *known;
    if (mode == Mode::preview) co_return made_of(needed.id, wanted);
    ExpectedGroup expected{.absent = !known};
    if (known) expected.versions = std::vector{known->version};
    auto written = co_await write(needed.id, wanted, std::move(expected));
    if (written) co_return std::move(written->group);
    if (written.error().code != version_mismatch || tries == most_tries_of_group)
      co_return std::unexpected(written.error());
    auto present = co_await groups_.read({needed.id});
    known = present.empty() ? std::nullopt : std::optional(std::move(present.begin()->second));
  }
}

}  // namespace souk::inventory
