// A group of products that the shop shows as one: its variants. Stock, price and limits are those of the products.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "inventory/domain/product.hpp"

namespace souk::inventory {

// An option of a group with its values, both in the order in which the shop shows them.
struct GroupOption {
  OptionName name;
  describe::List<OptionValue, 1, max_variants> values;
  bool operator==(const GroupOption&) const = default;
};
BOOST_DESCRIBE_STRUCT(GroupOption, (), (name, values))
using GroupOptions = describe::List<GroupOption, 1, max_options, &GroupOption::name>;

struct Group {
  GroupId id;
  ProductName name;
  Description description;
  GroupOptions options;
  Version version;  // raised by every change of the group, not of its variants
  Timestamp created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(Group, (), (id, name, description, options, version, created_at, updated_at))

struct NewGroup {
  using resource = Group;
  ProductName name;
  std::optional<Description> description;
  GroupOptions options;
};
BOOST_DESCRIBE_STRUCT(NewGroup, (), (name, description, options))

// A group as a batch needs it: made if it does not exist; else it gets the values that it lacks, at the end.
struct NeededGroup {
  GroupId id;
  std::optional<ProductName> name;  // of a new one; without it its id
  GroupOptions options;
};
BOOST_DESCRIBE_STRUCT(NeededGroup, (), (id, name, options))

// A product of a group, as the search knows it.
struct Variant {
  Ulid product;
  ProductOptions options;
};

// A value that an option has twice, at {"options", n, "values"}.
std::vector<Fault> repeated_values(const GroupOptions&);

// The options of a group with the values that are needed and that it lacks. An option that it lacks is not added.
GroupOptions with_needed(GroupOptions known, const GroupOptions& needed);
GroupOptions without_repeats(const GroupOptions&);

// What keeps a product with these options out of the group, at {"options"}: one of them is missing, unknown, or has a
// value that the group does not have.
std::vector<Fault> misfits(const ProductOptions&, const Group&);

// Sorts by the values of the options in the order of the group; what the group does not have comes last.
std::vector<std::size_t> place_in(const Group&, const ProductOptions&);

std::vector<Fault> fault_at(std::string field, std::string msg);  // a value_error

}  // namespace souk::inventory
