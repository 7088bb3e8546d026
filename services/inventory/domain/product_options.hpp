// Which variant of a group a product is: a value for each of the group's options, such as its size.
#pragma once

#include <boost/describe.hpp>
#include <compare>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/partition.hpp"
#include "describe/describe.hpp"

namespace souk::inventory {

inline constexpr std::size_t max_options = 3;     // of a group
inline constexpr std::size_t max_variants = 100;  // of a group; as many as a client can watch at once

using OptionName = describe::Text<1, 30>;
using OptionValue = describe::Text<1, 60>;

// Names a group in addresses and files: words of lower-case letters and digits with hyphens between them, 1 to 60
// characters. "friday-shirt"
class GroupId {
 public:
  static constexpr std::size_t max = 60;
  GroupId() = default;
  static std::optional<GroupId> parse(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const GroupId&) const = default;

 private:
  explicit GroupId(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

Partition partition_of(const GroupId&, unsigned partitions);  // by a hash: an id of words tells none

struct ChosenOption {
  OptionName name;
  OptionValue value;
  auto operator<=>(const ChosenOption&) const = default;
};

// In JSON an object: {"size":"M"}. A field of a product's hash: the same JSON, or nothing.
struct ProductOptions {
  std::vector<ChosenOption> all;  // by name, each once
  auto operator<=>(const ProductOptions&) const = default;
};

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::GroupId> {
  using GroupId = souk::inventory::GroupId;
  static std::expected<GroupId, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(const GroupId& id, std::string& out) { write_string(id.text(), out); }
  static std::string text(const GroupId& id) { return id.text(); }
  static std::expected<GroupId, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::inventory::ProductOptions> {
  using ProductOptions = souk::inventory::ProductOptions;
  static std::expected<ProductOptions, Wrong> read(const Value& value);
  static void write(const ProductOptions& options, std::string& out);
  static std::string text(const ProductOptions& options);
  static std::expected<ProductOptions, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};
