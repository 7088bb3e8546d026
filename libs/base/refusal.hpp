// Why a request is refused: a stable code, a sentence, and every fault of an invalid input.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace souk {

// A code of the public contract (RFC 9457 member `code`), with its HTTP status and title. Each library or service
// declares the codes that it refuses with; a service does so in domain/refusals.hpp.
struct Code {
  std::string_view word;  // static text: "sold_out"
  unsigned status;
  std::string_view title;
  constexpr bool operator==(const Code& other) const { return word == other.word; }
};

inline constexpr Code validation_failed{"validation_failed", 422, "Validation failed"};
inline constexpr Code version_mismatch{"version_mismatch", 412, "Version mismatch"};
inline constexpr Code unavailable{"unavailable", 503, "Unavailable"};

// The position of a fault: {"body", "items", 3, "price"}.
using Location = std::vector<std::variant<std::string, std::size_t>>;

struct Fault {
  Location loc;
  std::string type;  // a stable word, pydantic's if it has one: "missing", "extra_forbidden", "int_parsing"
  std::string msg;   // a sentence: "Input should be greater than or equal to 0"
  bool operator==(const Fault&) const = default;
};

struct Refusal {
  Code code;
  std::string detail;
  std::vector<Fault> errors = {};
  std::vector<std::pair<std::string_view, std::string>> more = {};  // further members of the problem, by their names
};

// A value, or why the caller is refused. There are three kinds of failure. Caller's mistake: returned as Refusal.
// Dependency down: thrown Unavailable, becomes 503. Our bug: any other exception, becomes 500.
template <class T>
using Outcome = std::expected<T, Refusal>;

// validation_failed, with at least one fault. The first fault becomes the detail.
Refusal not_valid(std::vector<Fault> faults);

inline std::unexpected<Refusal> refuse(Code code, std::string detail) {
  return std::unexpected(Refusal{code, std::move(detail)});
}

}  // namespace souk
