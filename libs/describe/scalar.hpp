// How a value that is not a struct is written, read and described. A type validates itself: a ProductName is always
// valid.
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

// The direction of a value. An optional member of a body or a query may be absent; in an answer it is present and may
// be null. A value may be read in more forms than it is written in.
enum class Direction { body, query, answer };

// What is wrong with a value. The reader adds the position.
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

// A time that is RFC 3339 in text, too (a query parameter). A Timestamp is milliseconds in text (a Redis hash).
struct DateTime {
  Timestamp value;
};

// A day, without a time: RFC 3339's full-date.
struct Date {
  std::chrono::sys_days day;
  auto operator<=>(const Date&) const = default;
};

// Money that may be below zero: a difference, or a sum of some.
struct Balance {
  Money value;
  auto operator<=>(const Balance&) const = default;
};

// Valid UTF-8 of Min to Max code points, without control characters except \t, \n and \r. With Min above 0, blank text
// is refused, too.
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

// A value that a body can take away: null. An optional member of a PATCH then says "unchanged" by its absence. In a
// Redis hash "" is null.
template <class T>
struct Nullable {
  std::optional<T> value = {};
  bool operator==(const Nullable&) const = default;
};

}  // namespace souk::describe

#include "describe/scalars.hpp"  // the specialisations: Integer, Amount, Text, Money, Ulid, Timestamp, bool, enums
