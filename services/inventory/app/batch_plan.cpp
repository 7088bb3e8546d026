#include "inventory/app/batch_plan.hpp"

#include <algorithm>
#include <expected>
#include <optional>
#include <utility>

#include "inventory/search/fold.hpp"

namespace souk::inventory {
namespace {

using Known = std::unordered_map<Ulid, Identity>;

BatchResult failed(BatchRefusal code, std::string detail) {
  return {.outcome = BatchOutcome::failed, .code = code, .detail = std::move(detail)};
}

BatchResult conflict(std::string detail) {
  return {.outcome = BatchOutcome::conflict, .code = BatchRefusal::version_mismatch, .detail = std::move(detail)};
}

BatchResult has_gone() {
  return conflict("The product that was seen is there no longer.");
}

bool was_there(const BatchItem& item) {
  return item.seen && item.seen->version.value() > 0;
}

std::string quoted(std::string_view kind, std::string_view value) {
  return std::string(kind) + " \"" + std::string(value) + '"';
}

// The products that one of an item's fields leads to, and how a person calls that field.
struct Lead {
  std::string by;
  std::vector<Ulid> products;
};

// In the order of precedence: id, sku, name.
std::vector<Lead> leads(const BatchItem& item, const Candidates& candidates, const Known& known) {
  const auto those = [&](const std::vector<Ulid>& ids, auto is_still) {
    std::vector<Ulid> products;
    for (const auto& id : ids) {
      const auto found = known.find(id);
      if (found != known.end() && is_still(found->second)) products.push_back(id);
    }
    std::ranges::sort(products);
    return products;
  };
  std::vector<Lead> all;
  if (item.id) all.push_back({"The id", those({*item.id}, [](const Identity&) { return true; })});
  if (item.sku && !item.sku->value().empty()) {
    const auto& sku = item.sku->value();
    all.push_back(
        {quoted("The sku", sku), those(candidates.by_sku, [&](const Identity& is) { return is.sku == sku; })});
  }
  if (item.name) {
    const auto key = name_key(item.name->value());
    const auto is_named_so = [&](const Identity& is) { return name_key(is.name) == key; };
    all.push_back({quoted("The name", item.name->value()), those(candidates.by_name, is_named_so)});
  }
  return all;
}

BatchResult ambiguous(std::string detail) {
  return failed(BatchRefusal::ambiguous_product, std::move(detail));
}

BatchResult leads_to_several(const Lead& lead) {
  return ambiguous(lead.by + " leads to " + std::to_string(lead.products.size()) + " products, " +
                   lead.products[0].text() + " and " + lead.products[1].text() +
                   (lead.products.size() > 2 ? " among them" : "") + ": an id says which one is meant.");
}

// The first field that leads anywhere decides; a later one may not lead elsewhere only.
std::expected<std::optional<Ulid>, BatchResult> product_of(const std::vector<Lead>& leads) {
  const Lead* decided = nullptr;
  for (const auto& lead : leads) {
    if (lead.products.empty()) continue;
    if (!decided) {
      if (lead.products.size() > 1) return std::unexpected(leads_to_several(lead));
      decided = &lead;
    } else if (!std::ranges::binary_search(lead.products, decided->products[0])) {
      return std::unexpected(ambiguous(decided->by + " leads to product " + decided->products[0].text() + ", " +
                                       lead.by + " to product " + lead.products[0].text() + "."));
    }
  }
  return decided ? std::optional(decided->products[0]) : std::nullopt;
}

std::string sku_key(const BatchItem& item) {
  return "sku:" + item.sku->value();
}

std::string key_of_name(const BatchItem& item) {
  return "name:" + name_key(item.name->value());
}

std::string key_of(const BatchItem& item, const std::optional<Ulid>& product) {
  if (product) return product->text();
  if (item.id) return item.id->text();
  if (item.sku && !item.sku->value().empty()) return sku_key(item);
  return item.name ? key_of_name(item) : "sku:";
}

// What the items before have taken: the ids of products that they write, the skus and names that they create.
class Taken {
 public:
  // Nothing, or the number of the item that has it already.
  std::optional<std::size_t> take(std::size_t number, const BatchItem& item, const std::optional<Ulid>& product) {
    std::vector<std::string> keys;
    if (product) {
      keys.push_back(product->text());
    } else {
      if (item.sku && !item.sku->value().empty()) keys.push_back(sku_key(item));
      keys.push_back(key_of_name(item));
    }
    for (const auto& key : keys) {
      if (const auto found = by_.find(key); found != by_.end()) return found->second;
    }
    for (auto& key : keys) by_.emplace(std::move(key), number);
    return std::nullopt;
  }

 private:
  std::unordered_map<std::string, std::size_t> by_;
};

std::string missing_of(const BatchItem& item) {
  std::string names;
  const auto add = [&](bool is_there, std::string_view name) {
    if (!is_there) (names += names.empty() ? "" : ", ") += name;
  };
  add(item.name.has_value(), "name");
  add(item.price.has_value(), "price");
  add(item.quantity.has_value(), "quantity");
  return names;
}

std::optional<BatchResult> refusal_of_new(const BatchItem& item) {
  if (was_there(item)) return has_gone();
  if (item.id) return failed(BatchRefusal::product_not_found, "There is no product " + item.id->text() + ".");
  if (item.is_whole()) return std::nullopt;
  return failed(BatchRefusal::validation_failed,
                "There is no such product, and a new one also needs these fields: " + missing_of(item) + ".");
}

Step step_of(std::size_t number, const BatchItem& item, const std::vector<Lead>& leads, Taken& taken) {
  // An unknown id is not looked for under the other fields.
  if (item.id && leads[0].products.empty()) return {key_of(item, {}), *refusal_of_new(item)};
  const auto product = product_of(leads);
  if (!product) return {key_of(item, {}), product.error()};
  auto key = key_of(item, *product);
  if (!*product) {
    if (auto refused = refusal_of_new(item)) return {std::move(key), std::move(*refused)};
  }
  if (const auto other = taken.take(number, item, *product)) {
    return {std::move(key), failed(BatchRefusal::duplicate_item,
                                   "Item " + std::to_string(*other) + " of this batch is for the same product.")};
  }
  if (*product) return {std::move(key), Write(Edit{**product, item.as_changes(), item.seen})};
  return {std::move(key), Write(item.as_new())};
}

BatchRefusal refusal_of(Code code) {
  switch (code) {
    case Code::product_not_found:
      return BatchRefusal::product_not_found;
    case Code::stock_reserved:
      return BatchRefusal::stock_reserved;
    case Code::version_mismatch:
      return BatchRefusal::version_mismatch;
    default:
      return BatchRefusal::unavailable;
  }
}

BatchResult refused(const BatchItem& item, const Refusal& why) {
  if (why.code == Code::product_not_found && was_there(item)) return has_gone();
  if (why.code != Code::version_mismatch) return failed(refusal_of(why.code), why.detail);
  return conflict(was_there(item) ? why.detail : "There is such a product meanwhile.");
}

}  // namespace

std::vector<Step> plan_batch(const std::vector<BatchItem>& items, const std::vector<Candidates>& candidates,
                             const Known& known) {
  std::vector<Step> steps;
  Taken taken;
  for (std::size_t i = 0; i < items.size(); ++i) {
    steps.push_back(step_of(i, items[i], leads(items[i], candidates[i], known), taken));
  }
  return steps;
}

BatchResult result_of(const BatchItem& item, const Step& step, Written&& written) {
  BatchResult result{.outcome = BatchOutcome::created};
  if (written.refusal) {
    result = refused(item, *written.refusal);
  } else if (std::holds_alternative<Edit>(std::get<Write>(step.todo))) {
    result.outcome = written.changed.empty() ? BatchOutcome::unchanged : BatchOutcome::updated;
  }
  result.product = std::move(written.product);
  result.changed = std::move(written.changed);
  result.key = step.key;
  return result;
}

}  // namespace souk::inventory
