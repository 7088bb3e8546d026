#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ulid.hpp"
#include "inventory/search/slot_table.hpp"

namespace souk::inventory {

// Finds candidates for a sku or a name, in memory. It stores hashes, about 60 bytes a product, and may be older than
// Redis. So the caller compares each candidate with the product in Redis.
class ProductMatches {
 public:
  void put(const Ulid&, std::string_view sku, std::string_view name);  // adds or replaces a product
  void remove(const Ulid&);
  std::vector<Ulid> by_sku(std::string_view sku) const;  // "" finds nothing
  std::vector<Ulid> by_name(std::string_view name) const;

 private:
  using Slot = SlotTable::Slot;
  struct Record {
    Ulid id;
    std::uint64_t sku = 0, name = 0;  // hashes; 0: no sku
  };

  auto hash_of_id() const;
  auto hash_of(std::uint64_t Record::* key) const;
  std::optional<Slot> find(const Ulid&) const;
  void insert(Slot);
  void erase(Slot);
  std::vector<Ulid> found(const SlotTable&, std::uint64_t Record::* key, std::uint64_t hash) const;

  std::vector<Record> records_;
  std::vector<Slot> free_;
  SlotTable ids_, skus_, names_;
};

}  // namespace souk::inventory
