// How a value that is not a struct is written, read and described. A type is its own validation: whoever has a
// ProductName has a valid one.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/currency.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"
#include "base/ulid.hpp"
#include "describe/json.hpp"

namespace souk::describe {

// Which way a value goes. An optional member of a body or a query may be absent, that of an answer is there and may be
// null; and a value may be written in more ways than it is answered in.
enum class Direction { body, query, answer };

// What is wrong with a value; the reader adds where.
struct Wrong {
  std::string type;
  std::string msg;
};

// A specialisation has:
//   static std::expected<T, Wrong> read(const Value&);             from a JSON body
//   static void write(const T&, std::string& out);                 appends JSON
//   static std::string text(const T&);                             a Redis hash field
//   static std::expected<T, Wrong> from_text(std::string_view);    the field or a query parameter back
//   static boost::json::object schema();                           JSON Schema 2020-12, or
//   static boost::json::object schema(Direction);                  when what is read is more than what is written
template <class T>
struct Scalar;

// A whole number between Min and Max, both included. 10.0, 1e1 and "10" are 10; 10.5 is "int_from_float".
template <std::int64_t Min, std::int64_t Max>
class Integer {
 public:
  static constexpr std::int64_t min = Min, max = Max;
  constexpr Integer() = default;
  constexpr explicit Integer(std::int64_t value) : value_(value) {}
  constexpr std::int64_t value() const { return value_; }
  constexpr auto operator<=>(const Integer&) const = default;

 private:
  std::int64_t value_ = Min;
};

// Money between 0 and Max minor units, with at most the decimals of the shop's currency.
template <std::int64_t Max>
class Amount {
 public:
  static constexpr std::int64_t max = Max;
  constexpr Amount() = default;
  constexpr explicit Amount(Money value) : value_(value) {}
  constexpr Money value() const { return value_; }
  constexpr auto operator<=>(const Amount&) const = default;

 private:
  Money value_;
};

// A time that is RFC 3339 as text, too (a query parameter), where a Timestamp is milliseconds (a Redis hash).
struct DateTime {
  Timestamp value;
};

// Valid UTF-8 of Min to Max code points, without control characters other than \t, \n, \r (a Min above 0 also refuses
// text that is blank).
template <std::size_t Min, std::size_t Max>
class Text {
 public:
  static constexpr std::size_t min = Min, max = Max;
  Text() = default;
  explicit Text(std::string value) : value_(std::move(value)) {}
  const std::string& value() const { return value_; }
  auto operator<=>(const Text&) const = default;

 private:
  std::string value_;
};

}  // namespace souk::describe

#include "describe/scalars.hpp"  // the specialisations: Integer, Amount, Text, Money, Ulid, Timestamp, bool, enums
