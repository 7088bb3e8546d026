#include "describe/describe.hpp"

#include <algorithm>
#include <ranges>

namespace souk::describe::internal {

Location Path::location() const {
  Location loc;
  for (auto step = this; step; step = step->parent) {
    if (step->index) {
      loc.emplace_back(*step->index);
    } else {
      loc.emplace_back(std::string(step->name));
    }
  }
  std::ranges::reverse(loc);
  return loc;
}

void Faults::add(const Path& path, Wrong wrong) {
  if (!full()) faults_.push_back({path.location(), std::move(wrong.type), std::move(wrong.msg)});
}

namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string all;
  for (const auto name : names) (all += all.empty() ? "" : ", ") += name;
  return all;
}

}  // namespace

Wrong missing() {
  return {"missing", "Field required"};
}
Wrong missing_any_of(std::span<const std::string_view> names) {
  return {"missing", "Input should have at least one of these fields: " + listed(names)};
}
Wrong not_one_of(std::span<const std::string_view> names) {
  return {"value_error", "Input should have exactly one of these fields: " + listed(names)};
}
Wrong extra() {
  return {"extra_forbidden", "Extra inputs are not permitted"};
}

Wrong repeated() {
  return {"value_error", "Input should be in one element only"};
}
Wrong not_an_object() {
  return {"model_type", "Input should be an object"};
}
Wrong not_an_array() {
  return {"list_type", "Input should be an array"};
}

std::optional<Wrong> wrong_size(std::size_t size, std::size_t least, std::size_t most) {
  const auto items = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " item" : " items"); };
  if (size < least) return Wrong{"too_short", "List should have at least " + items(least)};
  if (size > most) return Wrong{"too_long", "List should have at most " + items(most)};
  return {};
}

const Value* find(const Object& object, std::string_view name) {
  const auto found = std::ranges::find(object, name, &Object::value_type::first);
  return found == object.end() ? nullptr : &found->second;
}

const std::string* find(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : std::views::reverse(fields)) {
    if (key == name) return &value;
  }
  return nullptr;
}

boost::json::object nullable(boost::json::object schema) {
  const boost::json::object null{{"type", "null"}};
  if (schema.contains("enum"))
    return {{"anyOf", boost::json::array{std::move(schema), null}}};  // code generators ignore null in an enum
  schema["type"] = {schema["type"], "null"};
  return schema;
}

boost::json::object array_of(boost::json::object items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

boost::json::object list_of(boost::json::object items, std::size_t least, std::size_t most) {
  auto schema = array_of(std::move(items));
  schema["minItems"] = least;
  schema["maxItems"] = most;
  return schema;
}

boost::json::object object_with(boost::json::object properties, boost::json::array required, Direction direction) {
  boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  if (direction == Direction::body) schema["additionalProperties"] = false;
  return schema;
}

// Used inside allOf: for code generators, an anyOf or oneOf next to properties is a separate type.
boost::json::array either_or(std::string_view alternative, std::span<const std::string_view> names) {
  boost::json::array all, each;
  for (const auto name : names) {
    all.emplace_back(name);
    each.push_back(boost::json::object{{"required", boost::json::array{name}}});
  }
  return {boost::json::object{{"required", boost::json::array{alternative}},
                              {"not", boost::json::object{{"anyOf", std::move(each)}}}},
          boost::json::object{{"required", std::move(all)},
                              {"not", boost::json::object{{"required", boost::json::array{alternative}}}}}};
}

boost::json::array one_required(std::string_view how, std::span<const std::string_view> names) {
  boost::json::array choices;
  for (const auto name : names) choices.push_back(boost::json::object{{"required", boost::json::array{name}}});
  return {boost::json::object{{how, std::move(choices)}}};
}

std::string_view unqualified(std::string_view pretty_function) {
  constexpr std::string_view mark = "T = ";
  auto name = pretty_function.substr(pretty_function.rfind(mark) + mark.size());
  name.remove_suffix(1);  // the closing bracket
  name = name.substr(0, name.find('<'));
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace souk::describe::internal
