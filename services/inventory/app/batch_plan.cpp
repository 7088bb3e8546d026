#include "inventory/app/batch_plan.hpp"

#include <algorithm>
#include <expected>
#include <optional>
#include <utility>

#include "inventory/domain/refusals.hpp"
#include "text/fold.hpp"

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
  return conflict("The product was deleted since it was seen.");
}

bool was_there(const BatchItem& item) {
  return item.seen && item.seen->version.value() > 0;
}

std::string quoted(std::string_view kind, std::string_view value) {
  return std::string(kind) + " \"" + std::string(value) + '"';
}

// The products that match one field of an item, and the field's name for a person.
struct Match {
  std::string by;
  std::vector<Ulid> products;
};

// In order of precedence: id, sku, name.
std::vector<Match> matches_of(const BatchItem& item, const Candidates& candidates, const Known& known) {
  const auto those = [&](const std::vector<Ulid>& ids, auto is_still) {
    std::vector<Ulid> products;
    for (const auto& id : ids) {
      const auto found = known.find(id);
      if (found != known.end() && is_still(found->second)) products.push_back(id);
    }
    std::ranges::sort(products);
    return products;
  };
  std::vector<Match> all;
  if (item.id) all.push_back({"The id", those({*item.id}, [](const Identity&) { return true; })});
  if (item.sku && !item.sku->value().empty()) {
    const auto& sku = item.sku->value();
    all.push_back(
        {quoted("The sku", sku), those(candidates.by_sku, [&](const Identity& is) { return is.sku == sku; })});
  }
  if (item.name) {
    const auto key = text::name_key(item.name->value());
    const auto is_named_so = [&](const Identity& is) { return text::name_key(is.name) == key; };
    all.push_back({quoted("The name", item.name->value()), those(candidates.by_name, is_named_so)});
  }
  return all;
}

BatchResult ambiguous(std::string detail) {
  return failed(BatchRefusal::ambiguous_product, std::move(detail));
}

BatchResult matches_several(const Match& match) {
  return ambiguous(match.by + " matches " + std::to_string(match.products.size()) + " products, " +
                   match.products[0].text() + " and " + match.products[1].text() +
                   (match.products.size() > 2 ? " among them" : "") + ": add the id of the one that is meant.");
}

// The first field with a match decides. If a later field matches only other products, the item is ambiguous.
std::expected<std::optional<Ulid>, BatchResult> product_of(const std::vector<Match>& matches) {
  const Match* decided = nullptr;
  for (const auto& match : matches) {
    if (match.products.empty()) continue;
    if (!decided) {
      if (match.products.size() > 1) return std::unexpected(matches_several(match));
      decided = &match;
    } else if (!std::ranges::binary_search(match.products, decided->products[0])) {
      return std::unexpected(ambiguous(decided->by + " matches product " + decided->products[0].text() + ", " +
                                       match.by + " matches product " + match.products[0].text() + "."));
    }
  }
  return decided ? std::optional(decided->products[0]) : std::nullopt;
}

std::string sku_key(const BatchItem& item) {
  return "sku:" + item.sku->value();
}

std::string key_of_name(const BatchItem& item) {
  return "name:" + text::name_key(item.name->value());
}

std::string key_of(const BatchItem& item, const std::optional<Ulid>& product) {
  if (product) return product->text();
  if (item.id) return item.id->text();
  if (item.sku && !item.sku->value().empty()) return sku_key(item);
  return item.name ? key_of_name(item) : "sku:";
}

// What earlier items of the batch use: the ids of products that they write, the skus and names that they create.
class Taken {
 public:
  // The number of the item that uses it already, or nothing.
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
  if (item.is_whole() && ends_too_early(item.as_new())) {
    return failed(BatchRefusal::validation_failed, "sale_ends_at: " + end_fault().front().msg + ".");
  }
  if (item.is_whole()) return std::nullopt;
  return failed(BatchRefusal::validation_failed,
                "No product matches; a new one also needs these fields: " + missing_of(item) + ".");
}

Step step_of(std::size_t number, const BatchItem& item, const std::vector<Match>& matches, Taken& taken) {
  // An item with an unknown id is not matched by its other fields.
  if (item.id && matches[0].products.empty()) return {key_of(item, {}), *refusal_of_new(item)};
  const auto product = product_of(matches);
  if (!product) return {key_of(item, {}), product.error()};
  auto key = key_of(item, *product);
  if (!*product) {
    if (auto refused = refusal_of_new(item)) return {std::move(key), std::move(*refused)};
  }
  if (const auto other = taken.take(number, item, *product)) {
    return {std::move(key), failed(BatchRefusal::duplicate_item,
                                   "Item " + std::to_string(*other) + " of this batch has the same product.")};
  }
  if (*product) return {std::move(key), Write(Edit{**product, item.as_changes(), item.seen})};
  return {std::move(key), Write(item.as_new())};
}

// What a write makes of a product, if it says anything of a group.
struct Placed {
  std::optional<Ulid> product;
  OfVariant after;
};

std::optional<Placed> variant_of(Step& step, const Known& known) {
  auto* write = std::get_if<Write>(&step.todo);
  if (!write) return std::nullopt;
  if (const auto* wanted = std::get_if<NewProduct>(write)) {
    if (!wanted->group && !wanted->options) return std::nullopt;
    return Placed{{}, {wanted->group.value_or(OfGroup()), wanted->options.value_or(ProductOptions())}};
  }
  auto& edit = std::get<Edit>(*write);
  if (!edit.changes.group && !edit.changes.options) return std::nullopt;
  return Placed{edit.id, group_after(edit.changes, known.at(edit.id))};
}

BatchRefusal refusal_of(Code code) {
  if (code == product_not_found) return BatchRefusal::product_not_found;
  if (code == stock_reserved) return BatchRefusal::stock_reserved;
  if (code == version_mismatch) return BatchRefusal::version_mismatch;
  if (code == validation_failed) return BatchRefusal::validation_failed;
  return BatchRefusal::unavailable;
}

BatchResult refused(const BatchItem& item, const Refusal& why) {
  if (why.code == product_not_found && was_there(item)) return has_gone();
  if (why.code != version_mismatch) return failed(refusal_of(why.code), why.detail);
  return conflict(was_there(item) ? why.detail : "The product was created in the meantime.");
}

}  // namespace

std::vector<Step> plan_batch(const std::vector<BatchItem>& items, const std::vector<Candidates>& candidates,
                             const Known& known) {
  std::vector<Step> steps;
  Taken taken;
  for (std::size_t i = 0; i < items.size(); ++i) {
    steps.push_back(step_of(i, items[i], matches_of(items[i], candidates[i], known), taken));
  }
  return steps;
}

OfVariant group_after(ProductChanges& changes, const Identity& before) {
  const auto group = changes.group.value_or(before.group);
  if (!group.value && !changes.options && !before.options.all.empty()) changes.options.emplace();
  return {group, changes.options.value_or(before.options)};
}

std::vector<GroupId> groups_of(std::vector<Step>& steps, const Known& known) {
  std::vector<GroupId> groups;
  for (auto& step : steps) {
    const auto of = variant_of(step, known);
    if (of && of->after.group.value) groups.push_back(*of->after.group.value);
  }
  return groups;
}

void check_variants(std::vector<Step>& steps, const Known& known, VariantRules& rules) {
  for (auto& step : steps) {
    const auto of = variant_of(step, known);
    if (!of) continue;
    const auto faults = rules.take(of->product, of->after.group, of->after.options);
    if (faults.empty()) continue;
    const auto& fault = faults.front();
    step.todo =
        failed(BatchRefusal::validation_failed, std::get<std::string>(fault.loc.front()) + ": " + fault.msg + ".");
  }
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
