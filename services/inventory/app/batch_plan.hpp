#pragma once

#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "inventory/store/products.hpp"

namespace souk::inventory {

// The products that an item may mean, by what it gives.
struct Candidates {
  std::vector<Ulid> by_sku, by_name;
};

// What is to be done for an item of a batch: a write, or nothing, with the result that it has already.
struct Step {
  std::string key;  // two items with the same key mean the same product
  std::variant<Write, BatchResult> todo;
};

// `candidates` are those of each item; `known` says what the products named by them and by the items' ids are now. A
// candidate that is no longer what it was taken for does not count.
std::vector<Step> plan_batch(const std::vector<BatchItem>&, const std::vector<Candidates>& candidates,
                             const std::unordered_map<Ulid, Identity>& known);

// What became of a write.
BatchResult result_of(const BatchItem&, const Step&, Written&&);

}  // namespace souk::inventory
