#include "inventory/domain/product_options.hpp"

#include <algorithm>

#include "base/stable_hash.hpp"

namespace souk::inventory {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::optional<GroupId> GroupId::parse(std::string_view text) {
  if (text.empty() || text.size() > max || text.front() == '-' || text.back() == '-') return std::nullopt;
  if (text.contains("--")) return std::nullopt;
  if (!std::ranges::all_of(text, [](char c) { return c == '-' || is_word_character(c); })) return std::nullopt;
  return GroupId(std::string(text));
}

Partition partition_of(const GroupId& id, unsigned partitions) {
  return stable_hash_32(id.text()) % partitions;
}

}  // namespace souk::inventory

namespace souk::describe {

using souk::inventory::ChosenOption;
using souk::inventory::GroupId;
using souk::inventory::OptionName;
using souk::inventory::OptionValue;
using souk::inventory::ProductOptions;

std::expected<GroupId, Wrong> Scalar<GroupId>::from_text(std::string_view text) {
  if (auto id = GroupId::parse(text)) return std::move(*id);
  return std::unexpected(Wrong{"string_pattern_mismatch",
                               "Input should be words of lower-case letters and digits with hyphens between them, at "
                               "most 60 characters, such as friday-shirt"});
}

boost::json::object Scalar<GroupId>::schema() {
  return {{"type", "string"}, {"maxLength", GroupId::max}, {"pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"}};
}

std::expected<ProductOptions, Wrong> Scalar<ProductOptions>::read(const Value& value) {
  const auto* object = std::get_if<Object>(&value.data);
  if (!object) return std::unexpected(Wrong{"model_attributes_type", "Input should be an object"});
  if (object->size() > inventory::max_options) {
    return std::unexpected(Wrong{"too_long", "Input should have at most 3 options"});
  }
  ProductOptions options;
  for (const auto& [name, chosen] : *object) {
    auto its_name = Scalar<OptionName>::from_text(name);
    if (!its_name) return std::unexpected(std::move(its_name.error()));
    auto its_value = Scalar<OptionValue>::read(chosen);
    if (!its_value) return std::unexpected(std::move(its_value.error()));
    options.all.push_back({std::move(*its_name), std::move(*its_value)});
  }
  std::ranges::sort(options.all);
  return options;
}

void Scalar<ProductOptions>::write(const ProductOptions& options, std::string& out) {
  out += '{';
  for (const auto& [name, value] : options.all) {
    if (out.back() != '{') out += ',';
    write_string(name.value(), out);
    out += ':';
    write_string(value.value(), out);
  }
  out += '}';
}

std::string Scalar<ProductOptions>::text(const ProductOptions& options) {
  std::string text;
  if (!options.all.empty()) write(options, text);
  return text;
}

std::expected<ProductOptions, Wrong> Scalar<ProductOptions>::from_text(std::string_view text) {
  if (text.empty()) return ProductOptions{};
  const auto value = parse_json(text);
  if (!value) return std::unexpected(Wrong{"value_error", value.error().msg});
  return read(*value);
}

boost::json::object Scalar<ProductOptions>::schema() {
  return {{"type", "object"},
          {"maxProperties", inventory::max_options},
          {"propertyNames", text_schema(OptionName::min, OptionName::max)},
          {"additionalProperties", text_schema(OptionValue::min, OptionValue::max)}};
}

}  // namespace souk::describe
