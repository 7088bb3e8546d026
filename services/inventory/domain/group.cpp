#include "inventory/domain/group.hpp"

#include <algorithm>

namespace souk::inventory {
namespace {

const OptionValue* value_of(const ProductOptions& options, const OptionName& name) {
  const auto found = std::ranges::find(options.all, name, &ChosenOption::name);
  return found == options.all.end() ? nullptr : &found->value;
}

std::string listed(const std::vector<OptionValue>& values) {
  std::string text;
  for (const auto& value : values) (text += text.empty() ? "" : ", ") += value.value();
  return text;
}

}  // namespace

std::vector<Fault> fault_at(std::string field, std::string msg) {
  return {{.loc = {std::move(field)}, .type = "value_error", .msg = std::move(msg)}};
}

std::vector<Fault> repeated_values(const GroupOptions& options) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < options.size(); ++i) {
    auto values = options[i].values;
    std::ranges::sort(values);
    const auto twice = std::ranges::adjacent_find(values);
    if (twice == values.end()) continue;
    faults.push_back({.loc = {"options", i, "values"},
                      .type = "value_error",
                      .msg = "The value \"" + twice->value() + "\" should be there once"});
  }
  return faults;
}

GroupOptions with_needed(GroupOptions known, const GroupOptions& needed) {
  for (const auto& [name, values] : needed) {
    const auto option = std::ranges::find(known, name, &GroupOption::name);
    if (option == known.end()) continue;
    for (const auto& value : values) {
      const bool is_there = std::ranges::find(option->values, value) != option->values.end();
      if (!is_there && option->values.size() < max_variants) option->values.push_back(value);
    }
  }
  return known;
}

GroupOptions without_repeats(const GroupOptions& options) {
  auto empty = options;
  for (auto& option : empty) option.values.clear();
  return with_needed(std::move(empty), options);
}

std::vector<Fault> misfits(const ProductOptions& options, const Group& group) {
  for (const auto& [name, values] : group.options) {
    const auto* value = value_of(options, name);
    if (!value) return fault_at("options", "There should be a value for \"" + name.value() + '"');
    if (std::ranges::find(values, *value) == values.end()) {
      return fault_at("options", '"' + name.value() + "\" should be one of these: " + listed(values));
    }
  }
  for (const auto& [name, value] : options.all) {
    if (std::ranges::find(group.options, name, &GroupOption::name) == group.options.end()) {
      return fault_at("options", "The group has no option \"" + name.value() + '"');
    }
  }
  return {};
}

std::vector<std::size_t> place_in(const Group& group, const ProductOptions& options) {
  std::vector<std::size_t> place;
  for (const auto& [name, values] : group.options) {
    const auto* value = value_of(options, name);
    const auto at = value ? std::ranges::find(values, *value) : values.end();
    place.push_back(static_cast<std::size_t>(at - values.begin()));
  }
  return place;
}

}  // namespace souk::inventory
