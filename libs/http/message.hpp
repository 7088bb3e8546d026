// A request and a response as handlers see them. No Beast here.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "base/ulid.hpp"
#include "describe/describe.hpp"
#include "http/header_fields.hpp"

namespace souk::http {

enum class Method { get, head, post, put, patch, delete_, options, other };
std::string_view name(Method);  // "GET"; other is ""
Method method_of(std::string_view name);

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string path = {};   // percent-decoded, without a trailing slash; as it was sent until the router has matched it
  std::string query = {};  // raw, behind the '?'
  HeaderFields headers = {};
  std::string body = {};
  std::string peer = {};  // the address that it was sent from: "127.0.0.1"
  std::string id = {};    // X-Request-Id: the client's when it is 1..64 of [A-Za-z0-9._-], else a new ULID
  std::vector<std::pair<std::string_view, std::string>> parameters = {};  // of the path, by name

  std::string_view header(std::string_view name) const;                      // any case; empty when absent
  std::vector<std::string_view> header_values(std::string_view name) const;  // of each header line of that name
  std::string_view parameter(std::string_view name) const;                   // of the path
  // A path parameter that is a ULID; anything else is refused with `missing` (a malformed id names nothing: 404).
  Outcome<Ulid> id_parameter(std::string_view parameter_name, Code missing) const;

  // The body as T. 415 unless Content-Type is application/json (with or without parameters) or
  // application/merge-patch+json, and when the body has a Content-Encoding.
  template <class T>
  Outcome<T> read() const {
    if (auto refusal = wrong_media()) return std::unexpected(std::move(*refusal));
    auto value = describe::from_json<T>(body);
    if (!value) return std::unexpected(not_valid(std::move(value.error())));
    return std::move(*value);
  }

  // The query string as T; the last of two equal names counts, unknown names are ignored.
  template <class T>
  Outcome<T> read_query() const {
    auto value = describe::from_fields<T>(query_fields(), "query");
    if (!value) return std::unexpected(not_valid(std::move(value.error())));
    return std::move(*value);
  }

 private:
  std::optional<Refusal> wrong_media() const;
  describe::Fields query_fields() const;
};

class EventStream;

struct Response {
  // What goes on writing behind the head and the body, see event_stream.hpp. The request is gone by then.
  using Events = std::function<boost::asio::awaitable<void>(EventStream&)>;

  unsigned status = 200;
  std::string body = {};
  std::string_view content_type = "application/json";  // static text
  Headers headers = {};
  Events events = {};          // none: the body is all
  std::string_view code = {};  // of the refusal that it answers, for metrics

  Response&& with(std::string name, std::string value) && {
    headers.reserve(4);
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
};

template <class T>
Response json(const T& value, unsigned status = 200) {
  Response response{.status = status};
  response.body.reserve(512);  // more than an order or most products take
  describe::write_json(value, response.body);
  return response;
}

inline Response no_content() {
  return {.status = 204};
}

// The value of Link for the page that follows: `path` with this query.
std::string link_to_next(std::string_view path, const describe::Fields& query);

// The one place where a refusal gets its status and title (RFC 9457). `unavailable` carries Retry-After: 1.
Response problem(const Refusal&, std::string_view request_id);
unsigned status_of(Code);
std::string_view title_of(Code);

}  // namespace souk::http
