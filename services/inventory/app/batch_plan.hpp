#pragma once

#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "inventory/app/variant_rules.hpp"
#include "inventory/store/product_store.hpp"

namespace souk::inventory {

// The products that may match an item, by field.
struct Candidates {
  std::vector<Ulid> by_sku, by_name;
};

// The work for an item of a batch: a write, or a result without a write.
struct Step {
  std::string key;  // two items with the same key mean the same product
  std::variant<Write, BatchResult> todo;
};

// `candidates`: those of each item. `known`: the present sku and name of every candidate and of every id in the items.
// A candidate whose sku or name has changed does not count.
std::vector<Step> plan_batch(const std::vector<BatchItem>&, const std::vector<Candidates>& candidates,
                             const std::unordered_map<Ulid, Identity>& known);

// The group and the options of a product after an edit. A product that leaves its group loses its options, in
// `changes`.
struct OfVariant {
  OfGroup group;
  ProductOptions options;
};
OfVariant group_after(ProductChanges& changes, const Identity& before);

// The groups that are named by writes of the steps.
std::vector<GroupId> groups_of(std::vector<Step>&, const std::unordered_map<Ulid, Identity>& known);

// Turns the writes into failures that would make a product a variant that it may not be.
void check_variants(std::vector<Step>&, const std::unordered_map<Ulid, Identity>& known, VariantRules&);

// The result of a write.
BatchResult result_of(const BatchItem&, const Step&, Written&&);

}  // namespace souk::inventory
