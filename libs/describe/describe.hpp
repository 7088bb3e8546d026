// Converts a described struct to and from JSON, a Redis hash and a query string, and prints its schema.
//
//   struct NewProduct { ProductName name; Price price; std::optional<Stock> quantity; };
//   BOOST_DESCRIBE_STRUCT(NewProduct, (), (name, price, quantity))
//
// A member is a scalar (describe/scalar.hpp), a std::optional (may be absent; written as null), another described
// struct, or a std::vector or List of these. A described enum is a string. A struct for a body may declare:
// `using resource = Product;`: the other fields of Product are read-only. The body may contain them; they are ignored.
// `static constexpr std::array<std::string_view, N> any_of`: optional members. A body has at least one of them.
// `one_of`, of the same type: a body has exactly one of them.
// `alternative`, a name, and `unless_alternative`, of the same type as any_of: optional members. A body has either the
// alternative or all of these.
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

// Names and values, in the order of the declaration or of the source (Redis, a query string).
using Fields = std::vector<std::pair<std::string, std::string>>;

// An array of Min to Max elements. Unique, a member of T: no two elements have the same ("x-unique" in the schema).
template <class T, std::size_t Min, std::size_t Max, auto Unique = nullptr>
struct List : std::vector<T> {
  static constexpr std::size_t min = Min, max = Max;
  static constexpr auto unique = Unique;
  using std::vector<T>::vector;
};

// Appends JSON. Members are in the order of their declaration.
template <class T>
void write_json(const T& value, std::string& out);

template <class T>
std::string to_json(const T& value);

// The reader collects at most this many faults, so that a large body cannot cause a larger answer.
inline constexpr std::size_t max_faults = 100;

// Returns every fault at once, in the order of the declaration, then unknown names ("extra_forbidden"). An absent
// member is "missing". An optional may not be null (null is a fault of its type), so that a PATCH cannot be misread.
template <class T>
std::expected<T, std::vector<Fault>> from_json(std::string_view text, std::string_view where = "body");

// Reads the answer of another service. Unknown names are ignored and a null optional is empty, so that the other
// service may add fields. Known fields must have their type.
template <class T>
std::expected<T, std::vector<Fault>> from_answer(std::string_view text, std::string_view where = "answer");

// For flat structs only. An empty optional is left out.
template <class T>
Fields to_fields(const T& value);

// Unknown names are ignored. Faults have loc {where, name}.
template <class T>
std::expected<T, std::vector<Fault>> from_fields(const Fields& fields, std::string_view where);

// Only names of T, in the order of the declaration: for OpenAPI's query parameters.
struct Member {
  std::string name;
  bool required;
  boost::json::object schema;
};
template <class T>
std::vector<Member> members();

// JSON Schema of T, inline (no $ref): {"type":"object","properties":{...},"required":[...]}. A body allows no
// additional properties; the fields of its `resource` are readOnly.
template <class T>
boost::json::object schema(Direction direction = Direction::body);

// The unqualified name of a described struct: "NewProduct".
template <class T>
std::string name_of();

}  // namespace souk::describe

#include "describe/describe.ipp"
#include "describe/schema.ipp"
