#include "inventory/search/product_matches.hpp"

#include <algorithm>
#include <functional>

#include "text/fold.hpp"

namespace souk::inventory {
namespace {

std::uint64_t hash_of_sku(std::string_view sku) {
  return sku.empty() ? 0 : std::max<std::uint64_t>(1, std::hash<std::string_view>{}(sku));
}

std::uint64_t hash_of_name(std::string_view name) {
  return std::hash<std::string_view>{}(text::name_key(name));
}

}  // namespace

auto ProductMatches::hash_of_id() const {
  return [this](Slot slot) -> std::uint64_t { return std::hash<Ulid>{}(records_[slot].id); };
}

auto ProductMatches::hash_of(std::uint64_t Record::* key) const {
  return [this, key](Slot slot) { return records_[slot].*key; };
}

std::optional<ProductMatches::Slot> ProductMatches::find(const Ulid& id) const {
  std::optional<Slot> found;
  ids_.each(std::hash<Ulid>{}(id), hash_of_id(), [&](Slot slot) {
    if (records_[slot].id == id) found = slot;
  });
  return found;
}

void ProductMatches::insert(Slot slot) {
  if (records_[slot].sku != 0) skus_.insert(slot, hash_of(&Record::sku));
  names_.insert(slot, hash_of(&Record::name));
}

void ProductMatches::erase(Slot slot) {
  if (records_[slot].sku != 0) skus_.erase(slot, hash_of(&Record::sku));
  names_.erase(slot, hash_of(&Record::name));
}

void ProductMatches::put(const Ulid& id, std::string_view sku, std::string_view name) {
  const Record record{id, hash_of_sku(sku), hash_of_name(name)};
  if (const auto known = find(id)) {
    auto& kept = records_[*known];
    if (kept.sku == record.sku && kept.name == record.name) return;
    erase(*known);
    kept = record;
    return insert(*known);
  }
  auto slot = static_cast<Slot>(records_.size());
  if (free_.empty()) {
    records_.push_back(record);
  } else {
    slot = free_.back();
    free_.pop_back();
    records_[slot] = record;
  }
  ids_.insert(slot, hash_of_id());
  insert(slot);
}

void ProductMatches::remove(const Ulid& id) {
  const auto slot = find(id);
  if (!slot) return;
  erase(*slot);
  ids_.erase(*slot, hash_of_id());
  free_.push_back(*slot);
}

std::vector<Ulid> ProductMatches::found(const SlotTable& table, std::uint64_t Record::* key, std::uint64_t hash) const {
  std::vector<Ulid> ids;
  table.each(hash, hash_of(key), [&](Slot slot) { ids.push_back(records_[slot].id); });
  return ids;
}

std::vector<Ulid> ProductMatches::by_sku(std::string_view sku) const {
  if (sku.empty()) return {};
  return found(skus_, &Record::sku, hash_of_sku(sku));
}

std::vector<Ulid> ProductMatches::by_name(std::string_view name) const {
  return found(names_, &Record::name, hash_of_name(name));
}

}  // namespace souk::inventory
