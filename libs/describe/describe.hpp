// A described struct to and from JSON, a Redis hash and a query string, and its schema.
//
//   struct NewProduct { ProductName name; Price price; std::optional<Stock> quantity; };
//   BOOST_DESCRIBE_STRUCT(NewProduct, (), (name, price, quantity))
//
// A member is a scalar (describe/scalar.hpp), a std::optional (may be absent; written as null), another described
// struct, or a std::vector or List of these. A described enum is a string. `using resource = Product;` inside a struct
// that is a body says that the other fields of Product are read-only: they may be there and are ignored. A
// `static constexpr std::array<std::string_view, N> any_of` names optional members of which a body has at least one,
// `one_of` those of which it has exactly one.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <concepts>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "describe/scalar.hpp"

namespace souk::describe {

// Names and values, in the order of the declaration, or as Redis or a query string gave them.
using Fields = std::vector<std::pair<std::string, std::string>>;

// An array of Min to Max elements.
template <class T, std::size_t Min, std::size_t Max>
struct List : std::vector<T> {
  static constexpr std::size_t min = Min, max = Max;
  using std::vector<T>::vector;
};

// Appends JSON. Members in the order of their declaration.
template <class T>
void write_json(const T& value, std::string& out);

template <class T>
std::string to_json(const T& value);

// More faults than a person reads are not collected: a large body cannot make a larger answer.
inline constexpr std::size_t max_faults = 100;

// Every fault at once, in the order of the declaration, then unknown names ("extra_forbidden"). Absent: "missing". An
// optional may not be null ("null" is a fault of its type), so that a PATCH cannot be misread.
template <class T>
std::expected<T, std::vector<Fault>> from_json(std::string_view text, std::string_view where = "body");

// What another service answered: unknown names are ignored and a null optional is empty, so that it may grow. What is
// known is held to its type.
template <class T>
std::expected<T, std::vector<Fault>> from_answer(std::string_view text, std::string_view where = "answer");

// Flat structs only. An empty optional is left out.
template <class T>
Fields to_fields(const T& value);

// Unknown names are ignored. Faults have loc {where, name}.
template <class T>
std::expected<T, std::vector<Fault>> from_fields(const Fields& fields, std::string_view where);

// Only names of T, in the order of declaration: for OpenAPI's query parameters.
struct Member {
  std::string name;
  bool required;
  boost::json::object schema;
};
template <class T>
std::vector<Member> members();

// JSON Schema of T, inline (no $ref): {"type":"object","properties":{...},"required":[...]}. A body has no additional
// properties; those of its `resource` are readOnly.
template <class T>
boost::json::object schema(Direction direction = Direction::body);

// The unqualified name of a described struct: "NewProduct".
template <class T>
std::string name_of();

}  // namespace souk::describe

#include "describe/describe.ipp"
