// JSON as it was written: numbers keep their digits, so money is never converted to a double.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/refusal.hpp"

namespace souk::describe {

struct Value;
struct Number {
  std::string text;  // JSON's grammar: "19.99", "-1e3"
};
using Array = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;  // in the order written; names are unique

struct Value {
  std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> data = nullptr;
};

inline constexpr std::size_t max_depth = 32;

// Strict RFC 8259: UTF-8, no duplicate names, no lone surrogates, no NaN, at most 32 levels, exponents of at most 31
// bits. The caller limits the length of `text`. A fault has type "json_invalid", "json_depth" or "json_duplicate_key",
// and loc {where}; for a duplicate, loc is the path of the name.
std::expected<Value, Fault> parse_json(std::string_view text, std::string_view where = "body");

// Appends `text` (valid UTF-8) to `out` as a JSON string with its quotes.
void write_string(std::string_view text, std::string& out);

}  // namespace souk::describe
