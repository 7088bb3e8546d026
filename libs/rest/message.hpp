// Reads a request as described types, and builds answers from them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/refusal.hpp"
#include "base/ulid.hpp"
#include "describe/describe.hpp"
#include "http/message.hpp"

namespace souk::rest {

using http::Method;
using http::Request;
using http::Response;

// Reads a path parameter that is a ULID. Refused with `missing` when malformed: such an id names nothing, so it is 404.
Outcome<Ulid> id_parameter(const Request&, std::string_view name, Code missing);

// Returns nothing when the body may be JSON. Refused with 415 when there is a Content-Encoding, or when Content-Type is
// neither application/json (with or without parameters) nor application/merge-patch+json.
Outcome<void> expect_json(const Request&);
// The same for a body that is a file of the media type "<family>/...", or application/octet-stream.
Outcome<void> expect_file(const Request&, std::string_view family);
describe::Fields query_fields(const Request&);  // of two equal names the last one

// Reads the body as T.
template <class T>
Outcome<T> read_body(const Request& request) {
  if (auto json = expect_json(request); !json) return std::unexpected(std::move(json.error()));
  auto value = describe::from_json<T>(request.body);
  if (!value) return std::unexpected(not_valid(std::move(value.error())));
  return std::move(*value);
}

// Reads the body as T, or without a body returns T's defaults.
template <class T>
Outcome<T> read_optional_body(const Request& request) {
  if (request.body.empty()) return T{};
  return read_body<T>(request);
}

// Reads the query string as T. Of two equal names the last one counts; unknown names are ignored.
template <class T>
Outcome<T> read_query(const Request& request) {
  auto value = describe::from_fields<T>(query_fields(request), "query");
  if (!value) return std::unexpected(not_valid(std::move(value.error())));
  return std::move(*value);
}

// A refusal from code that knows no HTTP: its faults have no part of the request yet. Adds it: "body", "query".
Refusal within(std::string part, Refusal);

template <class T>
Response json(const T& value, unsigned status = 200) {
  Response response{.status = status};
  response.body.reserve(512);  // enough for an order and most products
  describe::write_json(value, response.body);
  return response;
}

inline Response no_content() {
  return {.status = 204};
}

// The value of Link for the next page: `path` with this query.
std::string link_to_next(std::string_view path, const describe::Fields& query);

// The answer to a refused request: problem details (RFC 9457), with the headers that belong to its status.
Response problem(const Refusal&, std::string_view request_id);

}  // namespace souk::rest
