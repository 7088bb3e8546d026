// What a caller may be told: a refusal has a stable code, a sentence, and for input that does not validate every fault.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace souk {

// The words of the public contract (RFC 9457 member `code`). They never change their meaning.
enum class Code {
  bad_request,
  validation_failed,
  unauthorized,
  not_found,
  product_not_found,
  order_not_found,
  method_not_allowed,
  request_timeout,
  sold_out,
  insufficient_stock,
  stock_reserved,
  version_mismatch,
  body_too_large,
  uri_too_long,
  unsupported_media_type,
  idempotency_key_reused,
  too_many_requests,
  header_too_large,
  internal_error,
  not_implemented,
  unavailable,
};

std::string_view word(Code);  // "sold_out"

// Where a fault lies: {"body", "items", 3, "price"}.
using Location = std::vector<std::variant<std::string, std::size_t>>;

struct Fault {
  Location loc;
  std::string type;  // a stable word, those of pydantic where it has one: "missing", "extra_forbidden", "int_parsing"
  std::string msg;   // a sentence: "Input should be greater than or equal to 0"
  bool operator==(const Fault&) const = default;
};

struct Refusal {
  Code code;
  std::string detail;
  std::vector<Fault> errors = {};
};

// The first two kinds of failure in the signature, the third nowhere: a value, or why the caller is refused; what the
// world did (Redis is away) is thrown as Unavailable; what we did wrong is an assert.
template <class T>
using Outcome = std::expected<T, Refusal>;

// validation_failed, with all that is wrong: at least one fault, of which the first is the detail.
Refusal not_valid(std::vector<Fault> faults);

inline std::unexpected<Refusal> refuse(Code code, std::string detail) {
  return std::unexpected(Refusal{code, std::move(detail)});
}

}  // namespace souk
