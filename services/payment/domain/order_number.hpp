#pragma once

#include <string>
#include <string_view>

#include "base/ulid.hpp"
#include "describe/describe.hpp"

namespace souk::payment {

// The number of an order for people: "K7QX-04MZ", 40 bits derived from its pk in Crockford's base 32 (no I, L, O, U).
// Not unique: with a million orders some share theirs.
struct OrderNumber {
  std::string text;
  bool operator==(const OrderNumber&) const = default;
};

OrderNumber number_of(const Ulid& pk);

}  // namespace souk::payment

// Reads it as people write it: in any case, with I or L for 1 and O for 0, with hyphens and spaces anywhere.
template <>
struct souk::describe::Scalar<souk::payment::OrderNumber> {
  using OrderNumber = souk::payment::OrderNumber;
  static std::expected<OrderNumber, Wrong> read(const Value&);
  static void write(const OrderNumber&, std::string& out);
  static std::string text(const OrderNumber& number) { return number.text; }
  static std::expected<OrderNumber, Wrong> from_text(std::string_view);
  static boost::json::object schema(Direction);
};
